import type { Database } from 'better-sqlite3';
import type { Revision } from '#shared/contract/job-schema.ts';
import type { JobKey } from '#engine/core/live-run.ts';
import type { JobViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

type RevisionRow = Omit<Revision, 'definition'> & { readonly definition: string };

/** Every definition that a job has had, newest first. */
export function createRevisionView(database: Database): Pick<JobViews, 'listRevisions'> {
  const select = database.prepare<[JobKey, number], RevisionRow>(
    `SELECT number, created_at AS createdAt, actor, definition FROM job_revision
     WHERE job_id = ${KEY} ORDER BY number DESC LIMIT ?`,
  );
  return {
    listRevisions: (jobKey, limit) =>
      select.all(jobKey, limit).map((row) => ({
        ...row,
        definition: JSON.parse(row.definition) as Revision['definition'],
      })),
  };
}
