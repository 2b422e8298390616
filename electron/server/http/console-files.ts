import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, extname, join, relative, sep } from 'node:path';

export interface ConsoleFile {
  readonly body: Buffer;
  readonly contentType: string;
  /** Its name says what is in it, so it never changes. */
  readonly isImmutable: boolean;
}

/** The built console by the paths of its files, such as `/assets/index-CfLm.js`. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

/** Where a build puts the console, in a checkout as in an installed package. */
export function consoleFolder(): string {
  const packageFile = findPackageJSON(import.meta.url);
  return join(dirname(packageFile ?? '.'), 'out', 'renderer');
}

/**
 * Reads the whole console at once: what is served is one build even while the next one is being written, and
 * no path is ever made from what a request says. `null` where none is built.
 */
export function readConsoleFiles(folder: string): ConsoleFiles | null {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && extname(entry.name) in CONTENT_TYPES)
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, read(file)]),
  );
}

function read(file: string): ConsoleFile {
  return {
    body: readFileSync(file),
    contentType: CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    isImmutable: dirname(file).endsWith(`${sep}assets`),
  };
}
