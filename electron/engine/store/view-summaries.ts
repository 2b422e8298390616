import type { Database } from 'better-sqlite3';
import type { JobSummary } from '#shared/contract/job-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { summarizeEndings } from '#engine/core/job-summary.ts';
import type { JobKey } from '#engine/core/live-run.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { JobViews } from '#engine/core/view-reader.ts';
import { KEY } from '#engine/store/key-parameter.ts';

interface EndingRow {
  readonly runKey: number;
  readonly state: RunState;
  readonly endedAt: number;
  readonly startedAt: number | null;
}

/** Of a job that hardly ever succeeds, no more than so many endings are looked at. */
const LOOK_BACK = 1_000;

/** How the newest runs of each job went. */
export function createSummaryView(
  database: Database,
  identity: InstanceIdentity,
): Pick<JobViews, 'listSummaries'> {
  const jobs = database.prepare<[], { id: JobKey; name: string }>(
    'SELECT id, name FROM job ORDER BY name',
  );
  const endings = database.prepare<[JobKey, number], EndingRow>(
    `SELECT run.id AS runKey, outcome.state, outcome.ended_at AS endedAt,
       outcome.first_started_at AS startedAt
     FROM run INDEXED BY run_by_job CROSS JOIN outcome ON outcome.run_id = run.id
     WHERE run.job_id = ${KEY} ORDER BY run.id DESC LIMIT ?`,
  );

  function* endingsOf(jobKey: JobKey) {
    for (const { runKey, ...ending } of endings.iterate(jobKey, LOOK_BACK)) {
      yield { ...ending, run: toRunId(identity, runKey) };
    }
  }

  return {
    listSummaries: () =>
      jobs
        .all()
        .map(({ id, name }): JobSummary => ({ job: name, ...summarizeEndings(endingsOf(id)) })),
  };
}
