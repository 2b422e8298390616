import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { ConcurrencyLimit } from '#shared/domain/job.ts';
import type {
  JobSaved,
  OccurrenceRecorded,
  TriggerAdvanced,
  TriggerSaved,
} from '#engine/core/change.ts';
import type { JobKey } from '#engine/core/live-run.ts';
import { createCauseWriter } from '#engine/store/write-chains.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** Writes what concerns jobs, their triggers and the occurrences of those. */
export interface JobWriter {
  save(change: JobSaved, now: number): JournalEvent;
  saveTrigger(change: TriggerSaved, now: number): null;
  advanceTrigger(change: TriggerAdvanced): null;
  recordOccurrence(change: OccurrenceRecorded, now: number): JournalEvent | null;
}

export function createJobWriter(database: Database, journal: JournalWriter): JobWriter {
  const upsertJob = database.prepare(
    `INSERT INTO job (id, name, revision_id, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET revision_id = excluded.revision_id`,
  );
  const insertRevision = database.prepare(
    `INSERT INTO job_revision (id, job_id, number, definition, created_at, actor)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const limits = createLimitWriter(database);
  const causes = createCauseWriter(database);
  const insertTrigger = database.prepare(
    `INSERT INTO trigger (id, job_id, key, definition, created_at, next_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (job_id, key) DO UPDATE SET
       definition = excluded.definition, next_at = excluded.next_at, removed_at = NULL`,
  );
  const updateTrigger = database.prepare(`UPDATE trigger SET definition = ? WHERE id = ${KEY}`);
  const removeTrigger = database.prepare(
    `UPDATE trigger SET removed_at = ?, next_at = NULL WHERE id = ${KEY}`,
  );
  const advance = database.prepare(`UPDATE trigger SET next_at = ? WHERE id = ${KEY}`);
  const insertOccurrence = database.prepare(
    `INSERT INTO occurrence
       (trigger_id, nominal_at, through_at, count, disposition, reason, run_id, decided_at,
        caused_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const jobName = database
    .prepare<[JobKey], string>(`SELECT name FROM job WHERE id = ${KEY}`)
    .pluck();
  const named = (key: JobKey) => ({ key, name: jobName.get(key) ?? '' });

  return {
    save(change, now) {
      const { jobKey, revisionKey, revisionNumber: number, definition, actor } = change;
      upsertJob.run(jobKey, definition.name, revisionKey, now);
      limits(jobKey, definition.concurrency);
      const text = JSON.stringify(definition);
      insertRevision.run(revisionKey, jobKey, number, text, now, actor.name);
      return journal({
        at: now,
        type: number === 1 ? 'job.created' : 'job.revised',
        job: { key: jobKey, name: definition.name },
        actor: actor.name,
        reason: actor.reason,
        to: String(number),
        message: change.differences.join('\n') || null,
      });
    },
    saveTrigger({ triggerKey, jobKey, startsAnew, trigger, nextAt }, now) {
      if (trigger === null) removeTrigger.run(now, triggerKey);
      else if (!startsAnew) updateTrigger.run(JSON.stringify(trigger), triggerKey);
      else {
        const definition = JSON.stringify(trigger);
        insertTrigger.run(triggerKey, jobKey, trigger.key, definition, now, nextAt);
      }
      causes(triggerKey, trigger);
      return null;
    },
    advanceTrigger({ triggerKey, nextAt }) {
      advance.run(nextAt, triggerKey);
      return null;
    },
    recordOccurrence(change, now) {
      const { triggerKey, nominalAt, throughAt, count, disposition, reason, runKey } = change;
      insertOccurrence.run(
        ...[triggerKey, nominalAt, throughAt, count, disposition, reason, runKey, now],
        change.causedBy ?? null,
      );
      // A dispatched occurrence is told by `run.created`; only the others need a row of their own.
      if (disposition === 'dispatched') return null;
      const job = named(change.jobKey);
      const type = `occurrence.${disposition}`;
      return journal({ at: now, type, job, runKey, reason, message: String(nominalAt) });
    },
  };
}

function createLimitWriter(database: Database) {
  const remove = database.prepare(`DELETE FROM key_limit WHERE job_id = ${KEY}`);
  const insert = database.prepare(
    `INSERT INTO key_limit (template, job_id, most) VALUES (?, ?, ?)
     ON CONFLICT (template, job_id) DO UPDATE SET most = min(most, excluded.most)`,
  );
  return (jobKey: JobKey, limits: readonly ConcurrencyLimit[]): void => {
    remove.run(jobKey);
    for (const { key, limit } of limits) insert.run(key, jobKey, limit);
  };
}
