import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { BulkKey } from '#engine/core/bulk-record.ts';
import { toBulkId, toRunId } from '#engine/core/run-identity.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type { JobKey, RunKey } from '#engine/core/live-run.ts';

/** A journal row by its parts; what is left out is null. */
export interface JournalEntry {
  readonly at: number;
  readonly type: string;
  readonly runKey?: RunKey | null;
  readonly job?: { readonly key: JobKey; readonly name: string } | null;
  readonly bulkKey?: BulkKey | null;
  readonly attempt?: number | null;
  readonly actor?: string | null;
  readonly reason?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly message?: string | null;
}

export type JournalWriter = (entry: JournalEntry) => JournalEvent;

/** Appends to the journal. The database numbers the rows one after the other; a rolled-back number is used again. */
export function createJournalWriter(database: Database, identity: InstanceIdentity): JournalWriter {
  const insert = database.prepare(
    `INSERT INTO journal (at, type, run_id, job_id, attempt, actor, reason, from_state, to_state, message,
       bulk_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (entry) => {
    const { at, type, runKey = null, job = null, attempt = null, actor = null } = entry;
    const { reason = null, from = null, to = null, message = null, bulkKey = null } = entry;
    const jobKey = job?.key ?? null;
    const row = [at, type, runKey, jobKey, attempt, actor, reason, from, to, message, bulkKey];
    const seq = Number(insert.run(...row).lastInsertRowid);
    const run = runKey === null ? null : toRunId(identity, runKey);
    return {
      seq,
      at,
      type,
      run,
      job: job?.name ?? null,
      bulk: bulkKey === null ? null : toBulkId(identity, bulkKey),
      attempt,
      actor,
      reason,
      from,
      to,
      message,
    };
  };
}
