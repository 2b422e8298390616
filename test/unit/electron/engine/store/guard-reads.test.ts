import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { StorageFailure } from '#engine/core/store.ts';
import { guardReads } from '#engine/store/storage-failure.ts';

test('a read that the disk fails is told as a failure of storage', () => {
  const reader = guardReads({
    read: () => {
      throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_READ');
    },
  });
  expect(reader.read).toThrow(StorageFailure);
});

test('a defect of ours stays what it is, and everything else reads as before', () => {
  const reader = guardReads({
    name: 'it',
    add: (a: number, b: number) => a + b,
    fail: () => {
      throw new TypeError('a defect');
    },
  });
  expect([reader.name, reader.add(1, 2)]).toEqual(['it', 3]);
  expect(reader.fail).toThrow(TypeError);
});
