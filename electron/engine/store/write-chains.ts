import type { Database } from 'better-sqlite3';
import type { Trigger } from '#shared/domain/trigger.ts';
import { isCaused } from '#shared/domain/trigger.ts';
import type { DependenciesNoted, DependencyMet } from '#engine/core/change.ts';
import { causesOf } from '#engine/core/dependency.ts';
import type { TriggerKey } from '#engine/core/live-run.ts';
import { KEY, NAME } from '#engine/store/key-parameter.ts';

/** Writes what a run was made after, and what it waits for. */
export function createDependencyWriter(database: Database) {
  const insert = database.prepare(
    'INSERT INTO dependency (run_id, job, demand, met_by) VALUES (?, ?, ?, ?)',
  );
  const meet = database.prepare(
    `UPDATE dependency SET met_by = ? WHERE run_id = ${KEY} AND job = ${NAME}`,
  );
  return {
    note({ runKey, dependencies }: DependenciesNoted): null {
      for (const { job, demand, metBy } of dependencies) insert.run(runKey, job, demand, metBy);
      return null;
    },
    meet({ runKey, job, metBy }: DependencyMet): null {
      meet.run(metBy, runKey, job);
      return null;
    },
  };
}

/** Keeps the causes of a trigger, by which it is found. */
export function createCauseWriter(database: Database) {
  const remove = database.prepare(`DELETE FROM trigger_cause WHERE trigger_id = ${KEY}`);
  const insert = database.prepare('INSERT INTO trigger_cause (cause, trigger_id) VALUES (?, ?)');
  return (triggerKey: TriggerKey, trigger: Trigger | null): void => {
    remove.run(triggerKey);
    if (trigger === null || !isCaused(trigger.schedule)) return;
    for (const cause of causesOf(trigger.schedule)) insert.run(cause, triggerKey);
  };
}
