import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireDataFolder } from '#engine/data-folder.ts';
import { folderFault } from '#engine/folder-fault.ts';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'nightdesk-folder-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

describe.runIf(process.platform !== 'win32')('a data folder', () => {
  it("is its owner's alone when it is made", () => {
    const { path, release } = acquireDataFolder(join(parent, 'data'), 0);
    release();
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it('that others may write to is refused and left as it is, wherever its socket would be', () => {
    const path = join(parent, 'x'.repeat(100));
    acquireDataFolder(path, 0).release();
    rmSync(join(path, 'engine.lock.db'));
    chmodSync(path, 0o777);
    expect(() => acquireDataFolder(path, 0)).toThrow(
      `others may write to the data folder ${path}, and so decide what its jobs do: run \`chmod 700 ${path}\` first, or choose another --data folder`,
    );
    expect(existsSync(join(path, 'engine.lock.db'))).toBe(false);
  });

  it('that others may only look into is used as it is', () => {
    const path = join(parent, 'data');
    acquireDataFolder(path, 0).release();
    chmodSync(path, 0o755);
    acquireDataFolder(path, 0).release();
    expect(statSync(path).mode & 0o777).toBe(0o755);
  });

  it('that belongs to somebody else is refused', () => {
    expect(folderFault({ uid: 1_000, mode: 0o700 }, 1_000, '/d')).toBeNull();
    expect(folderFault({ uid: 1_001, mode: 0o700 }, 1_000, '/d')).toBe(
      'the data folder /d belongs to another user: choose another --data folder',
    );
  });
});
