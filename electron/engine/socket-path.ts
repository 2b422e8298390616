import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A socket's address holds 104 bytes on macOS and 108 on Linux, the final zero included. */
const SOCKET_PATH_LIMIT_BYTES = 100;

/**
 * Where a process of this data folder listens: a named pipe on Windows, else `<dataFolder>/<name>.sock`, or
 * where that is too long for a socket, a file in a folder of ours under the temporary folder. That folder is
 * made here, and refused with an error where it is not the owner's alone.
 */
export function socketPathOf(dataFolder: string, name: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\nightdesk-${hashOf(dataFolder)}-${name}`;
  const path = join(resolve(dataFolder), `${name}.sock`);
  if (Buffer.byteLength(path) < SOCKET_PATH_LIMIT_BYTES) return path;
  return join(makePrivateFolder(join(tmpdir(), `nightdesk-${hashOf(dataFolder)}`)), `${name}.sock`);
}

function hashOf(dataFolder: string): string {
  return createHash('sha256').update(resolve(dataFolder)).digest('hex').slice(0, 16);
}

/** Everybody may write to the temporary folder, so somebody else may have made this one before us. */
function makePrivateFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const status = lstatSync(folder);
  const isOurs = status.isDirectory() && status.uid === process.getuid?.();
  if (!isOurs || (status.mode & 0o077) !== 0) {
    throw new Error(`${folder} can be used by others than its owner; remove it and try again`);
  }
  return folder;
}
