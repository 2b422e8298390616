import type { Database } from 'better-sqlite3';
import type { BulkKey, BulkSubject } from '#engine/core/bulk-record.ts';
import type { RunKey, TriggerKey } from '#engine/core/live-run.ts';
import type { BulkRow } from '#engine/store/bulk-row.ts';
import { toBulkRecord } from '#engine/store/bulk-row.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** What decisions about bulks and backfills are made from. */
export function createBulkReads(database: Database) {
  const byKey = database.prepare<[BulkKey], BulkRow>(`SELECT * FROM bulk WHERE id = ${KEY}`);
  const open = database.prepare<[], BulkRow>(
    'SELECT * FROM bulk INDEXED BY bulk_open WHERE next_at IS NOT NULL ORDER BY id',
  );
  const subject = database.prepare<[BulkKey, number], BulkSubject>(
    `SELECT run_id AS runKey, nominal_at AS nominalAt FROM bulk_item
     WHERE bulk_id = ${KEY} AND number = ${KEY}`,
  );
  // A coalesced instant has only the run that stands for it, which is not its own.
  const ran = database.prepare<
    [TriggerKey, number, number, TriggerKey, number, number],
    { readonly nominalAt: number; readonly runKey: RunKey }
  >(
    `SELECT nominal_at AS nominalAt, run_id AS runKey FROM occurrence
     WHERE trigger_id = ${KEY} AND nominal_at >= ${KEY} AND nominal_at < ${KEY}
       AND disposition IN ('dispatched', 'held') AND run_id IS NOT NULL
     UNION ALL SELECT nominal_at, run_id FROM backfilled
     WHERE trigger_id = ${KEY} AND nominal_at >= ${KEY} AND nominal_at < ${KEY}`,
  );
  return {
    findBulk(bulkKey: BulkKey) {
      const row = byKey.get(bulkKey);
      return row === undefined ? null : toBulkRecord(row);
    },
    openBulks: () => open.all().map(toBulkRecord),
    readBulkSubject(bulkKey: BulkKey, number: number) {
      const row = subject.get(bulkKey, number);
      if (row === undefined) throw new Error(`bulk ${bulkKey} has no item ${number}`);
      return row;
    },
    instantsThatRan(triggerKey: TriggerKey, from: number, to: number) {
      const range = [triggerKey, from, to] as const;
      return new Map(ran.all(...range, ...range).map((row) => [row.nominalAt, row.runKey]));
    },
  };
}
