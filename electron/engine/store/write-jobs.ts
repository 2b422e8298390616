import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type {
  JobPauseChanged,
  JobSaved,
  OccurrenceRecorded,
  TriggerAdvanced,
  TriggerPaused,
  TriggerSaved,
} from '#engine/core/change.ts';
import type { JobKey } from '#engine/core/live-run.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** Writes what concerns jobs, their triggers and the occurrences of those. */
export interface JobWriter {
  save(change: JobSaved, now: number): JournalEvent;
  changePause(change: JobPauseChanged, now: number): JournalEvent;
  saveTrigger(change: TriggerSaved, now: number): null;
  advanceTrigger(change: TriggerAdvanced): null;
  pauseTrigger(change: TriggerPaused, now: number): JournalEvent;
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
  const setPause = database.prepare(
    `UPDATE job SET paused_at = ?, paused_by = ?, paused_reason = ? WHERE id = ${KEY}`,
  );
  const resumeTriggers = database.prepare(
    `UPDATE trigger SET paused_at = NULL, paused_reason = NULL WHERE job_id = ${KEY}`,
  );
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
  const pauseTrigger = database.prepare(
    `UPDATE trigger SET paused_at = ?, paused_reason = ? WHERE id = ${KEY}`,
  );
  const insertOccurrence = database.prepare(
    `INSERT INTO occurrence
       (trigger_id, nominal_at, through_at, count, disposition, reason, run_id, decided_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const jobName = database
    .prepare<[JobKey], string>(`SELECT name FROM job WHERE id = ${KEY}`)
    .pluck();
  const named = (key: JobKey) => ({ key, name: jobName.get(key) ?? '' });

  return {
    save(change, now) {
      const { jobKey, revisionKey, revisionNumber: number, definition, actor } = change;
      upsertJob.run(jobKey, definition.name, revisionKey, now);
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
    changePause({ jobKey, isPaused, actor }, now) {
      const pause = isPaused ? [now, actor.name, actor.reason] : [null, null, null];
      setPause.run(...pause, jobKey);
      if (!isPaused) resumeTriggers.run(jobKey);
      const type = isPaused ? 'job.paused' : 'job.resumed';
      const job = named(jobKey);
      return journal({ at: now, type, job, actor: actor.name, reason: actor.reason });
    },
    saveTrigger({ triggerKey, jobKey, startsAnew, trigger, nextAt }, now) {
      if (trigger === null) removeTrigger.run(now, triggerKey);
      else if (!startsAnew) updateTrigger.run(JSON.stringify(trigger), triggerKey);
      else {
        const definition = JSON.stringify(trigger);
        insertTrigger.run(triggerKey, jobKey, trigger.key, definition, now, nextAt);
      }
      return null;
    },
    advanceTrigger({ triggerKey, nextAt }) {
      advance.run(nextAt, triggerKey);
      return null;
    },
    pauseTrigger({ triggerKey, jobKey, reason }, now) {
      pauseTrigger.run(now, reason, triggerKey);
      return journal({ at: now, type: 'trigger.paused', job: named(jobKey), reason });
    },
    recordOccurrence(change, now) {
      const { triggerKey, nominalAt, throughAt, count, disposition, reason, runKey } = change;
      insertOccurrence.run(
        ...[triggerKey, nominalAt, throughAt, count, disposition, reason, runKey, now],
      );
      // A dispatched occurrence is told by `run.created`; only the others need a row of their own.
      if (disposition === 'dispatched') return null;
      const job = named(change.jobKey);
      const type = `occurrence.${disposition}`;
      return journal({ at: now, type, job, runKey, reason, message: String(nominalAt) });
    },
  };
}
