import type { Database } from 'better-sqlite3';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { JobRevision } from '#engine/core/live-run.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** A revision never changes, so the ones in use are read once. */
export interface RevisionReader {
  read(revisionKey: number): JobRevision;
}

/** Definitions are kilobytes; a folder may have a hundred thousand jobs, of which few are busy at a time. */
const KEPT = 1_000;

export function createRevisionReader(database: Database): RevisionReader {
  const select = database.prepare<[number], { job_id: number; number: number; definition: string }>(
    `SELECT job_id, number, definition FROM job_revision WHERE id = ${KEY}`,
  );
  const kept = new Map<number, JobRevision>();

  function load(revisionKey: number): JobRevision {
    const row = select.get(revisionKey);
    if (row === undefined) throw new Error(`revision ${revisionKey} does not exist`);
    const definition = JSON.parse(row.definition) as JobDefinition;
    return { jobKey: row.job_id, revisionKey, revisionNumber: row.number, definition };
  }

  return {
    read(revisionKey) {
      const revision = kept.get(revisionKey) ?? load(revisionKey);
      kept.delete(revisionKey);
      kept.set(revisionKey, revision);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return revision;
    },
  };
}
