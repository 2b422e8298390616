import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acquireDataFolder } from '#engine/data-folder.ts';
import type { DatabaseFacts } from '#engine/store/inspect-database.ts';
import { inspectDatabase } from '#engine/store/inspect-database.ts';

/**
 * Looks at the database of a data folder in which no engine runs; refuses with the holder's process number if
 * one does. Without a database it tells what SQLite itself can do.
 */
export function inspectDataFolder(path: string, now: number): DatabaseFacts {
  const folder = acquireDataFolder(path, now);
  try {
    const file = join(path, 'nightdesk.db');
    return inspectDatabase(existsSync(file) ? file : ':memory:');
  } finally {
    folder.release();
  }
}
