import type { Database, Statement } from 'better-sqlite3';
import { openDatabase } from '#engine/store/open-database.ts';

/** What stays when an engine dies: the database of one history. */
export interface SimulatedDisk {
  readonly database: Database;
  /**
   * The database as a new engine opens it. It is the same connection under the hood: what a transaction of a dead
   * engine left unfinished has been rolled back, and what its predecessor has prepared need not be prepared again,
   * which would take as long as everything else that an engine does in its short life here.
   */
  open(): Database;
}

export function createSimulatedDisk(): SimulatedDisk {
  const database = openDatabase(':memory:');
  const prepared = new Map<string, Statement[]>();
  return {
    database,
    open() {
      const useCounts = new Map<string, number>();
      return Object.create(database, {
        prepare: {
          // A statement has settings of its own: the second one of a text is never the first.
          value(sql: string) {
            const count = useCounts.get(sql) ?? 0;
            useCounts.set(sql, count + 1);
            const known = prepared.get(sql) ?? [];
            prepared.set(sql, known);
            return (known[count] ??= database.prepare(sql));
          },
        },
        close: { value: () => undefined },
      }) as Database;
    },
  };
}
