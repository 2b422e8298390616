import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toBulkId, toRunId } from '#engine/core/run-identity.ts';
import type { JournalViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

type JournalRow = Omit<JournalEvent, 'run' | 'bulk'> & {
  readonly runKey: number | null;
  readonly bulkKey: number | null;
};

const SELECT = `SELECT seq, at, type, run_id AS runKey, job.name AS job,
    bulk_id AS bulkKey, attempt, actor, reason,
    from_state AS "from", to_state AS "to", message
  FROM journal LEFT JOIN job ON job.id = journal.job_id`;

export function createJournalViews(database: Database, identity: InstanceIdentity): JournalViews {
  const last = database.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM journal').pluck();
  const after = database.prepare<[number, number], JournalRow>(
    `${SELECT} WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const ofRun = database.prepare<[RunKey], JournalRow>(
    `${SELECT} WHERE run_id = ${KEY} ORDER BY seq`,
  );
  const toEvent = ({ runKey, bulkKey, ...event }: JournalRow): JournalEvent => ({
    ...event,
    bulk: bulkKey === null ? null : toBulkId(identity, bulkKey),
    run: runKey === null ? null : toRunId(identity, runKey),
  });
  return {
    asOfSeq: () => last.get() ?? 0,
    readJournal: (afterSeq, limit) => after.all(afterSeq, limit).map(toEvent),
    readHistory: (runKey) => ofRun.all(runKey).map(toEvent),
  };
}
