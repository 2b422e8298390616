import type { Database } from 'better-sqlite3';
import type { PauseView } from '#shared/contract/pause-operations.ts';
import type { PauseViews } from '#engine/core/view-reader.ts';
import { describeSchedule } from '#shared/domain/schedule-sentence.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { PauseScope } from '#shared/domain/pause-scope.ts';

interface PauseRow {
  readonly scope: PauseScope;
  readonly job: string | null;
  readonly trigger: string | null;
  readonly definition: string | null;
  readonly key: string | null;
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
  readonly until: number | null;
}

/** Pauses by the names that people know. */
export function createPauseViews(database: Database): PauseViews {
  const all = database.prepare<[], PauseRow>(
    `SELECT scope, job.name AS job, trigger.key AS "trigger", trigger.definition,
       iif(scope = 'key', subject, NULL) AS key,
       paused_at AS "at", paused_by AS "by", reason, until_at AS "until"
     FROM pause LEFT JOIN job ON job.id = pause.job_id LEFT JOIN trigger ON trigger.id = pause.trigger_id
     ORDER BY scope <> 'scheduler', paused_at DESC, subject`,
  );
  return {
    listPauses: () =>
      all.all().map(({ definition, ...row }): PauseView => {
        const trigger = definition === null ? null : (JSON.parse(definition) as Trigger);
        return { ...row, schedule: trigger && describeSchedule(trigger.schedule) };
      }),
  };
}
