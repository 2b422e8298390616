import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

export interface ConsoleFile {
  readonly path: string;
  readonly mediaType: string;
}

/** The only files that are ever answered, by the path in their address: `/assets/index-a1b2.js`. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Lists what was built, once: an address can only choose among these, never make up a path. */
export function listConsoleFiles(folder: string): ConsoleFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files.flatMap((path): [string, ConsoleFile][] => {
      const mediaType = MEDIA_TYPES[extname(path)];
      const address = `/${relative(folder, path).split(sep).join('/')}`;
      return mediaType === undefined ? [] : [[address, { path, mediaType }]];
    }),
  );
}

export function readConsoleFile({ path }: ConsoleFile): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(path));
}
