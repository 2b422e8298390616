import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '#shared/domain/refusal.ts';
import { folderFault } from '#engine/folder-fault.ts';
import { acquireEngineLock } from '#engine/store/lock-database.ts';

/** A data folder that this process alone may work in. */
export interface DataFolder {
  readonly path: string;
  release(): void;
}

/** Who holds a data folder, for the sentence that others get; never used to decide anything. */
interface Holder {
  readonly pid: number;
  readonly startedAt: string;
}

/** Makes the folder if need be, and takes its lock; refuses with the holder's process number if it is taken. */
export function acquireDataFolder(path: string, now: number): DataFolder {
  makeFolder(path);
  refuseUnsafe(path);
  const holderFile = join(path, 'engine.json');
  const lock = acquire(path, holderFile);
  const release = () => {
    removeHolder(holderFile);
    lock.release();
  };
  try {
    writeHolder(holderFile, { pid: process.pid, startedAt: new Date(now).toISOString() });
  } catch (error) {
    release();
    throw new Refusal('unavailable', `the data folder ${path} cannot be used: ${reasonOf(error)}`);
  }
  return { path, release };
}

function makeFolder(path: string): void {
  try {
    makeFolders(path);
  } catch (error) {
    throw new Refusal('unavailable', `the data folder ${path} cannot be made: ${reasonOf(error)}`);
  }
}

/** One after the other: Node's own way to make several never returns where the system refuses any, as in /proc. */
function makeFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const parent = dirname(path);
  if (parent !== path && !existsSync(parent)) makeFolders(parent);
  mkdirSync(path, { mode: 0o700 });
}

/** Windows has no such rights; there the folder is under the user's own. */
function refuseUnsafe(path: string): void {
  const ownUid = process.getuid?.();
  const fault = ownUid === undefined ? null : folderFault(statSync(path), ownUid, path);
  if (fault !== null) throw new Refusal('not_permitted', fault);
}

function writeHolder(file: string, holder: Holder): void {
  writeFileSync(file, JSON.stringify(holder), { mode: 0o600 });
}

/** The lock decides, so a file that a disk no longer lets go misleads nobody. */
function removeHolder(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}

function acquire(path: string, holderFile: string) {
  try {
    return acquireEngineLock(join(path, 'engine.lock.db'), () => describeHolder(path, holderFile));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('unavailable', `the data folder ${path} cannot be used: ${reasonOf(error)}`);
  }
}

function describeHolder(path: string, holderFile: string): string {
  const holder = readHolder(holderFile);
  const who =
    holder === null ? 'another process' : `process ${holder.pid}, since ${holder.startedAt}`;
  return `the data folder ${path} is held by ${who}: stop that engine first, or choose another --data folder`;
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** What the system says, without its function names, and the way out. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return 'it cannot be written, so give yourself the right to, or choose another --data folder';
    case 'EROFS':
      return 'it is on a read-only disk, so make that writable, or choose another --data folder';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return 'the disk is full, so free some space, or choose another --data folder';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'there is a file of that name, so choose another --data folder';
    case 'ENOENT':
      return 'its parent cannot hold it, so choose another --data folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
