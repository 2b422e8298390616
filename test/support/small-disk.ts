import { execFileSync } from 'node:child_process';
import {
  closeSync,
  ftruncateSync,
  fstatSync,
  mkdirSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

/** A real file system of its own, so small that a test can fill it. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space there is, except for so many bytes. */
  fill(leftBytes?: number): void;
  free(): void;
  /** Refused by the system while anybody has a file open for writing. */
  setReadOnly(): void;
  remove(): void;
}

const SIZE = '8m';
const BLOCK = Buffer.alloc(4_096, 'x');

/** Mounts one; only root on Linux may. */
export function mountSmallDisk(): SmallDisk {
  const parent = makeTemporaryFolder();
  const folder = path.join(parent.path, 'disk');
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=700`, 'tmpfs', folder], QUIETLY);
  const filler = path.join(folder, 'filler');
  return {
    folder,
    fill: (leftBytes = 0) => fillDisk(filler, leftBytes),
    free: () => rmSync(filler),
    setReadOnly: () => void execFileSync('mount', ['-o', 'remount,ro', folder], QUIETLY),
    remove() {
      // A keeper that has not yet noticed that it is idle still holds files: they go with it.
      execFileSync('umount', ['--lazy', folder], QUIETLY);
      parent.remove();
    },
  };
}

/** Whether this machine and this user can have one. */
export function canMountSmallDisk(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    mountSmallDisk().remove();
    return true;
  } catch {
    return false;
  }
}

const QUIETLY = { stdio: 'pipe' } as const;

function fillDisk(filler: string, leftBytes: number): void {
  const file = openSync(filler, 'a');
  try {
    while (hasWritten(file));
    ftruncateSync(file, fstatSync(file).size - leftBytes);
  } finally {
    closeSync(file);
  }
}

function hasWritten(file: number): boolean {
  try {
    return writeSync(file, BLOCK) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
