import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Check } from '#server/doctor/check.ts';
import { failed, ok } from '#server/doctor/check.ts';

const LEAST_FREE_BYTES = 200 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

/** Whether a data folder is there, or can be made, and is fit to be worked in. */
export function checkFolder(path: string): readonly Check[] {
  if (!existsSync(path)) return checkFutureFolder(path);
  if (!statSync(path).isDirectory()) {
    return [failed('data folder', `${path} is not a folder`, 'choose another --data folder')];
  }
  return [checkWritable(path, path), checkFreeSpace(path), checkOwner(path)];
}

/** Before the first `serve` there is no folder, and nothing wrong with that. */
function checkFutureFolder(path: string): readonly Check[] {
  const parent = nearestFolder(path);
  const writable = checkWritable(path, parent);
  const future = ok('data folder', `${path} is not there yet: \`nightdesk serve\` makes it`);
  return [writable.isOk ? future : writable, checkFreeSpace(parent)];
}

function nearestFolder(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) || parent === path ? parent : nearestFolder(parent);
}

function checkWritable(path: string, folder: string): Check {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok('data folder', path);
  } catch {
    return failed(
      'data folder',
      `${folder} cannot be written`,
      'give yourself the right to write there, or choose another --data folder',
    );
  }
}

function checkFreeSpace(folder: string): Check {
  const { bavail, bsize } = statfsSync(folder);
  const freeBytes = bavail * bsize;
  const finding = `${Math.floor(freeBytes / MEBIBYTE)} MB free`;
  if (freeBytes >= LEAST_FREE_BYTES) return ok('free space', finding);
  return failed(
    'free space',
    finding,
    `free at least ${LEAST_FREE_BYTES / MEBIBYTE} MB on that disk`,
  );
}

function checkOwner(path: string): Check {
  if (process.platform === 'win32') return ok('owner only', 'as the rights of your profile say');
  const { mode, uid } = statSync(path);
  const isOurs = uid === process.getuid?.();
  if (!isOurs)
    return failed('owner only', `${path} belongs to another user`, 'choose another --data folder');
  if ((mode & 0o077) === 0) return ok('owner only', 'nobody else can look into it');
  return failed('owner only', `others can look into ${path}`, `run \`chmod 700 ${path}\``);
}
