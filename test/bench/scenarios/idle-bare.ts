import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { printMeasures } from '#test/bench/scenario-output.ts';

/** A bare Node with better-sqlite3 open on a small database, doing nothing. */
const folder = mkdtempSync(join(tmpdir(), 'bare-bench-'));
const database = new Database(join(folder, 'data.db'));
database.pragma('journal_mode = WAL');
database.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)');
database.exec("INSERT INTO t (text) VALUES ('one')");
await sleep(1_000);
globalThis.gc?.();
printMeasures({ rssMb: process.memoryUsage().rss / 1_048_576 });
database.close();
rmSync(folder, { recursive: true, force: true });
