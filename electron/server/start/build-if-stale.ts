import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What goes into a build; the folders with everything in them. */
const SOURCES = [
  ...['electron', 'renderer', 'shared'],
  ...['electron.vite.config.ts', 'vite.config.ts', 'package-lock.json'],
];
/** What a build writes last. */
const PRODUCT = join('out', 'renderer', 'index.html');

/** Builds if something was never built, or has changed since; `false` if the build failed, which it has said. */
export async function buildIfStale(root: string, say: (line: string) => void): Promise<boolean> {
  if (!isStale(root)) return true;
  say('Building Nightdesk; that is done once, and after a change …');
  const build = spawn('npm', ['run', '--silent', 'build'], {
    ...{ cwd: root, shell: process.platform === 'win32' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = Promise.all([text(build.stdout), text(build.stderr)]);
  const [code] = (await once(build, 'close')) as [number | null];
  if (code === 0) return true;
  for (const output of await said) process.stderr.write(output);
  process.stderr.write('Nightdesk could not be built: see above.\n');
  return false;
}

/** Whether the build is missing or older than one of its sources. A folder counts: it tells what was removed. */
export function isStale(root: string): boolean {
  const builtAt = changedAt(join(root, PRODUCT));
  return builtAt === null || SOURCES.some((source) => isNewer(join(root, source), builtAt));
}

function isNewer(path: string, builtAt: number): boolean {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return false;
  if (status.mtimeMs > builtAt) return true;
  if (!status.isDirectory()) return false;
  return readdirSync(path).some((name) => isNewer(join(path, name), builtAt));
}

function changedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
}
