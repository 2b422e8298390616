import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { ViewReader } from '#engine/core/store.ts';
import { createJobViews } from '#engine/store/view-jobs.ts';
import { createRunViews } from '#engine/store/view-runs.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';

export function createViewReader(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): ViewReader {
  return {
    ...createRunViews(database, identity, revisions),
    ...createJobViews(database, identity, revisions),
    ...createJournalViews(database, identity),
    ...createAttemptLookup(database),
  };
}

type JournalRow = Omit<JournalEvent, 'run'> & { readonly runKey: number | null };

function createJournalViews(database: Database, identity: InstanceIdentity) {
  const last = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck();
  const after = database.prepare<[number, number], JournalRow>(
    `SELECT seq, at, type, run_id AS runKey, job.name AS job, attempt, actor, reason,
       from_state AS "from", to_state AS "to", message
     FROM journal LEFT JOIN job ON job.id = journal.job_id
     WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  return {
    asOfSeq: () => last.get() ?? 0,
    readJournal: (afterSeq: number, limit: number) =>
      after.all(afterSeq, limit).map(({ runKey, ...event }) => ({
        ...event,
        run: runKey === null ? null : toRunId(identity, runKey),
      })),
  };
}

function createAttemptLookup(database: Database) {
  type Row = { number: number; state: AttemptState; token: AttemptToken };
  const columns = 'SELECT number, state, token FROM attempt WHERE run_id = ?';
  const newest = database.prepare<[RunKey], Row>(`${columns} ORDER BY number DESC LIMIT 1`);
  const numbered = database.prepare<[RunKey, number], Row>(`${columns} AND number = ?`);
  return {
    findAttempt: (runKey: RunKey, number: number | null) =>
      (number === null ? newest.get(runKey) : numbered.get(runKey, number)) ?? null,
  };
}
