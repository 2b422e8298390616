import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isStale } from '#server/start/build-if-stale.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const lock = path.join(root, 'out', '.building');

/** Builds the console if it is older than its sources; of several test files at once, one does it. */
export async function buildConsole(): Promise<void> {
  if (!isStale(root)) return;
  mkdirSync(path.dirname(lock), { recursive: true });
  while (!tryLock()) {
    await delay(250);
    if (!existsSync(lock) && !isStale(root)) return;
  }
  try {
    if (isStale(root)) {
      execFileSync('npx', ['electron-vite', 'build', '--logLevel', 'warn'], {
        cwd: root,
        stdio: 'inherit',
      });
    }
  } finally {
    rmdirSync(lock);
  }
}

function tryLock(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
