import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TOKEN_BYTES = 32;
/** The prefix lets scanners find a token that went where it should not be. */
const TOKEN = /^nightdesk_[0-9A-Za-z_-]{43}$/;
const BEARER = /^Bearer ([\x21-\x7e]{1,200})$/i;

/**
 * The token of a data folder, made at its first use. It is kept in a file that only its owner can read, so
 * that a page goes on after a restart of the engine; whoever removes the file has revoked it with the next
 * start. The caller holds the data folder's lock.
 */
export function takeAccessToken(dataFolder: string): string {
  const file = join(dataFolder, 'access-token');
  const kept = readKept(file);
  if (kept !== null) return kept;
  const token = `nightdesk_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  rmSync(file, { force: true });
  writeFileSync(file, `${token}\n`, { mode: 0o600, flag: 'wx' });
  return token;
}

/** A token that others could have read, or that is only half there, is none. */
function readKept(file: string): string | null {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status?.isFile() !== true) return null;
  if (process.platform !== 'win32' && (status.mode & 0o077) !== 0) return null;
  const token = readFileSync(file, 'utf8').trim();
  return TOKEN.test(token) ? token : null;
}

/** Whether an `Authorization` header carries the token. How long that takes tells nothing about it. */
export function createTokenCheck(token: string): (authorization: string | undefined) => boolean {
  const expected = digest(token);
  return (authorization = '') => {
    const given = BEARER.exec(authorization)?.[1] ?? '';
    return timingSafeEqual(digest(given), expected);
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
