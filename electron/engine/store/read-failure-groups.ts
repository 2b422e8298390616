import type { Database } from 'better-sqlite3';
import type { MarkKind } from '#shared/domain/failure-group-state.ts';
import type { FailureGroupRecord } from '#engine/core/decide-mark.ts';
import type { FailureMark } from '#engine/core/failure-group.ts';
import { NAME } from '#engine/store/key-parameter.ts';

export interface FailureGroupReader {
  findFailureGroup(fingerprint: string): FailureGroupRecord | null;
}

interface MarkRow {
  readonly fingerprint: string;
  readonly kind: MarkKind;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}

const MARK = `SELECT fingerprint, kind, marked_at AS at, marked_by AS by, reason FROM failure_mark`;

/** What decisions about a group of failures are made from. */
export function createFailureGroupReader(database: Database): FailureGroupReader {
  const jobOf = database
    .prepare<[string, string], number>(
      `SELECT run.job_id FROM live_run INDEXED BY live_run_by_fingerprint
         CROSS JOIN run ON run.id = live_run.run_id
       WHERE live_run.fingerprint = ${NAME} AND live_run.fingerprint IS NOT NULL
       UNION ALL
       SELECT job_id FROM outcome INDEXED BY outcome_failed_alike
       WHERE fingerprint = ${NAME} AND state = 'failed' LIMIT 1`,
    )
    .pluck();
  const undecided = database
    .prepare<[string], number>(
      `SELECT count(*) FROM live_run INDEXED BY live_run_by_fingerprint
       WHERE fingerprint = ${NAME} AND fingerprint IS NOT NULL AND state IN ('unknown', 'held')`,
    )
    .pluck();
  const newest = database.prepare<[string], MarkRow>(
    `${MARK} WHERE fingerprint = ${NAME} ORDER BY id DESC LIMIT 1`,
  );
  return {
    findFailureGroup(fingerprint) {
      const jobKey = jobOf.get(fingerprint, fingerprint);
      if (jobKey === undefined) return null;
      const mark = newest.get(fingerprint);
      return {
        ...{ fingerprint, jobKey },
        undecidedCount: undecided.get(fingerprint) ?? 0,
        mark: mark === undefined ? null : toMark(mark),
      };
    },
  };
}

/** What was said about each group: the newest word, and up to when all of it was resolved by hand. */
export interface GroupMarks {
  readonly newest: FailureMark;
  readonly resolvedAt: number | null;
}

export function createMarkReader(database: Database): () => ReadonlyMap<string, GroupMarks> {
  const all = database.prepare<[], MarkRow>(`${MARK} ORDER BY id`);
  return () => {
    const marks = new Map<string, GroupMarks>();
    for (const row of all.all()) {
      const before = marks.get(row.fingerprint)?.resolvedAt ?? null;
      const resolvedAt = row.kind === 'resolved' ? row.at : before;
      marks.set(row.fingerprint, { newest: toMark(row), resolvedAt });
    }
    return marks;
  };
}

function toMark({ kind, at, by, reason }: MarkRow): FailureMark {
  return { kind, at, by, reason };
}
