import type { Stats } from 'node:fs';

/** Why a folder cannot be a data folder of this user; `null` if it can. Whoever writes there runs commands as us. */
export function folderFault(
  { uid, mode }: Pick<Stats, 'uid' | 'mode'>,
  ownUid: number,
  path: string,
): string | null {
  if (uid !== ownUid) {
    return `the data folder ${path} belongs to another user: choose another --data folder`;
  }
  if ((mode & 0o022) === 0) return null;
  return `others may write to the data folder ${path}, and so decide what its jobs do: run \`chmod 700 ${path}\` first, or choose another --data folder`;
}
