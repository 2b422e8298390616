import type { Database } from 'better-sqlite3';
import type { Job, TriggerView } from '#shared/contract/job-schema.ts';
import type { PauseDetails } from '#shared/contract/pause-operations.ts';
import { describeTrigger } from '#shared/domain/schedule-sentence.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { JobKey } from '#engine/core/live-run.ts';
import type { PauseTarget } from '#engine/core/pause.ts';
import { toPauseDetails } from '#engine/core/pause.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { JobViews } from '#engine/core/view-reader.ts';
import { createPauseReader } from '#engine/store/read-pauses.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import { createRevisionView } from '#engine/store/view-revisions.ts';
import { createSummaryView } from '#engine/store/view-summaries.ts';
import { KEY } from '#engine/store/key-parameter.ts';

interface JobRow {
  readonly id: number;
  readonly created_at: number;
  readonly revision_id: number;
  readonly revised_at: number;
}

interface TriggerRow {
  readonly id: number;
  readonly key: string;
  readonly definition: string;
  readonly next_at: number | null;
}

/** Jobs in the contract's form. */
export function createJobViews(
  database: Database,
  identity: InstanceIdentity,
  revisions: RevisionReader,
): Omit<JobViews, 'listOccurrences'> {
  const select = `SELECT job.*, job_revision.created_at AS revised_at
    FROM job JOIN job_revision ON job_revision.id = job.revision_id`;
  const all = database.prepare<[], JobRow>(`${select} ORDER BY job.name`);
  const one = database.prepare<[JobKey], JobRow>(`${select} WHERE job.id = ${KEY}`);
  const triggers = database.prepare<[JobKey], TriggerRow>(
    `SELECT id, key, definition, next_at FROM trigger
     WHERE job_id = ${KEY} AND removed_at IS NULL ORDER BY id`,
  );
  const pauses = createPauseReader(database);
  const lastRun = database.prepare<[JobKey], { id: number; state: RunState; at: number }>(
    `SELECT run.id, coalesce(live_run.state, outcome.state) AS state,
       coalesce(outcome.ended_at, run.created_at) AS at
     FROM run LEFT JOIN live_run ON live_run.run_id = run.id LEFT JOIN outcome ON outcome.run_id = run.id
     WHERE run.job_id = ${KEY} AND live_run.state IS NOT 'scheduled'
     ORDER BY run.id DESC LIMIT 1`,
  );

  function pauseOf(on: PauseTarget): PauseDetails | null {
    const pause = pauses.findPause(on);
    return pause === null ? null : toPauseDetails(pause);
  }

  function toJob(row: JobRow): Job {
    const { definition, revisionNumber } = revisions.read(row.revision_id);
    const paused = pauseOf({ scope: 'job', jobKey: row.id });
    const isStopped = paused !== null || pauseOf({ scope: 'scheduler' }) !== null;
    const views = triggers.all(row.id).map((trigger) => {
      const on = { scope: 'trigger', jobKey: row.id, triggerKey: trigger.id } as const;
      return toTrigger(trigger, pauseOf(on), isStopped);
    });
    const last = lastRun.get(row.id);
    return {
      name: definition.name,
      method: definition.method,
      target: definition.target,
      effect: definition.effect,
      revision: revisionNumber,
      createdAt: row.created_at,
      revisedAt: row.revised_at,
      paused,
      triggers: views,
      nextAt: earliest(views.map((view) => view.nextAt)),
      lastRun: last === undefined ? null : { ...last, id: toRunId(identity, last.id) },
      definition: definition as unknown as Job['definition'],
    };
  }

  return {
    listJobs: () => all.all().map(toJob),
    viewJob(jobKey) {
      const row = one.get(jobKey);
      if (row === undefined) throw new Error(`job ${jobKey} does not exist`);
      return toJob(row);
    },
    ...createSummaryView(database, identity),
    ...createRevisionView(database),
  };
}

function toTrigger(row: TriggerRow, paused: PauseDetails | null, isStopped: boolean): TriggerView {
  const trigger = JSON.parse(row.definition) as Trigger;
  return {
    key: row.key,
    kind: trigger.schedule.kind,
    schedule: describeTrigger(trigger),
    nextAt: isStopped || paused !== null ? null : row.next_at,
    paused,
  };
}

function earliest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? null : Math.min(...known);
}
