import Database from 'better-sqlite3';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type { WindowViews } from '#engine/core/window-reader.ts';
import { createRevisionReader } from '#engine/store/revision-reader.ts';
import { guardReads } from '#engine/store/storage-failure.ts';
import { createViewReader } from '#engine/store/view-reader.ts';

/** A second connection to the database of an engine that runs: it sees what is committed, and can write nothing. */
export function openReader(file: string): WindowViews {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 250 });
  database.pragma('trusted_schema = 0');
  const noted = database
    .prepare<[], string>(`SELECT value FROM meta WHERE name = 'identity'`)
    .pluck()
    .get();
  const identity = JSON.parse(noted ?? '{}') as InstanceIdentity;
  return guardReads(createViewReader(database, identity, createRevisionReader(database)));
}
