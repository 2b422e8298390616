import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  attemptFolderOf,
  claimAttempt,
  closeClaim,
  readClaim,
  readExitRecord,
  voidAttempt,
  writeExitRecord,
} from '#engine/executors/process/attempt-folder.ts';
import type { ExitRecord } from '#engine/executors/process/attempt-folder.ts';
import type { AttemptToken } from '#engine/core/executor.ts';

let dataFolder: string;
let folder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'nightdesk-attempts-'));
  folder = attemptFolderOf(dataFolder, 'attempt-1' as AttemptToken);
});
afterEach(() => {
  rmSync(dataFolder, { recursive: true });
});

const identity = { pid: 17, startTime: '4711', bootId: 'boot-1' };
const record: ExitRecord = {
  kind: 'exit',
  code: 3,
  signal: null,
  endedBy: 'itself',
  lastLine: 'no',
  endedAt: 5,
};

describe("an attempt's folder", () => {
  it('can be claimed once, by a keeper or by whoever voids it', () => {
    const claim = claimAttempt(folder);
    expect(claim).not.toBeNull();
    closeClaim(claim!, identity);
    expect(claimAttempt(folder)).toBeNull();
    expect(voidAttempt(folder)).toBe(false);
    expect(readClaim(folder)).toEqual({ kind: 'claimed', identity });
  });

  it('cannot be claimed any more once it is voided', () => {
    expect(voidAttempt(folder)).toBe(true);
    expect(claimAttempt(folder)).toBeNull();
    expect(voidAttempt(folder)).toBe(false);
    expect(readClaim(folder)).toEqual({ kind: 'voided' });
  });

  it.each(['', '{"kind":"claimed","identity":{"pid":1'])(
    'names no process where the keeper died while it wrote %j',
    (text) => {
      closeClaim(claimAttempt(folder)!, null);
      writeFileSync(join(folder, 'claim'), text);
      expect(readClaim(folder)).toEqual({ kind: 'claimed', identity: null });
    },
  );

  it('has no exit record until there is a whole one', () => {
    expect(readExitRecord(folder)).toBeNull();
    closeClaim(claimAttempt(folder)!, null);
    writeFileSync(join(folder, 'exit.json.new'), JSON.stringify(record));
    expect(readExitRecord(folder)).toBeNull();
    writeFileSync(join(folder, 'exit.json'), '');
    expect(readExitRecord(folder)).toBeNull();
    writeExitRecord(folder, record);
    expect(readExitRecord(folder)).toEqual(record);
  });

  it('shows a reader one exit record or the other, never a part of one', () => {
    closeClaim(claimAttempt(folder)!, null);
    writeExitRecord(folder, record);
    const reader = openSync(join(folder, 'exit.json'), 'r');
    writeExitRecord(folder, { ...record, code: 4 });
    expect(readFileSync(reader, 'utf8')).toBe(JSON.stringify(record));
    closeSync(reader);
  });

  it.each(['../x', 'a/b', '', '.', 'x'.repeat(65), 'a\0'])('is not made for %j', (token) => {
    expect(() => attemptFolderOf(dataFolder, token as AttemptToken)).toThrow('no attempt token');
  });
});
