import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireEngineLock } from '#engine/store/lock-database.ts';
import { openDatabase } from '#engine/store/open-database.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-store-'));
  file = join(folder, 'nightdesk.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('writes are as durable at the second opening as at the first', () => {
  for (let opening = 1; opening <= 2; opening++) {
    const database = openDatabase(file);
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  }
});

test('the room of what was deleted can be given back bit by bit', () => {
  for (let opening = 1; opening <= 2; opening++) {
    const database = openDatabase(file);
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2);
    database.close();
  }
});

test('a database of a newer Nightdesk is refused and left as it is, to the last byte', () => {
  openDatabase(file).close();
  const newer = new Database(file);
  newer.pragma('journal_mode = DELETE');
  newer.pragma('user_version = 99');
  newer.close();
  const before = readFileSync(file);
  expect(() => openDatabase(file)).toThrow('was written by a newer Nightdesk (format 99');
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(['nightdesk.db']);
});

test('a database of another program is refused', () => {
  const other = new Database(file);
  other.exec('CREATE TABLE contacts (name TEXT)');
  other.close();
  expect(() => openDatabase(file)).toThrow('is a database of another program');
});

test('a file that is no database is refused', () => {
  writeFileSync(file, 'Dear diary, '.repeat(1_000));
  expect(() => openDatabase(file)).toThrow('is not a Nightdesk database');
});

test('one lock is held by one engine at a time, and is free once released', () => {
  const lock = acquireEngineLock(join(folder, 'lock.db'), () => 'held by process 7');
  expect(() => acquireEngineLock(join(folder, 'lock.db'), () => 'held by process 7')).toThrow(
    'held by process 7',
  );
  lock.release();
  acquireEngineLock(join(folder, 'lock.db'), () => 'held').release();
});
