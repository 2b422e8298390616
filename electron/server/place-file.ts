import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '#shared/domain/refusal.ts';

/** Refuses a path that no file may be put at, or under. */
export function checkPlace(path: string, mayReplace: boolean): void {
  if (isFolder(path)) return;
  if (existsSync(path) && !mayReplace) {
    throw new Refusal('conflict', `${path} is there already: choose another name, or say --force`);
  }
  const folder = dirname(resolve(path));
  if (!isFolder(folder)) {
    throw new Refusal('not_found', `${folder} is no folder: make it, or choose another name`);
  }
}

/**
 * Copies a file to a path, or into a folder under its own name; answers with where it is. It is copied beside its place
 * first, so that there is never half a file under that name.
 */
export function placeFile(source: string, name: string, path: string, mayReplace: boolean): string {
  const place = isFolder(path) ? join(resolve(path), name) : resolve(path);
  const partial = `${place}.partial`;
  try {
    copyFileSync(source, partial);
    sync(partial);
    checkPlace(place, mayReplace);
    renameSync(partial, place);
    return place;
  } catch (error) {
    rmSync(partial, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(
      'unavailable',
      `${source} is made, but was not copied to ${place}: ${reason}`,
    );
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function sync(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
