import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { Change } from '#engine/core/change.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import type { EndingCounter } from '#engine/store/count-endings.ts';
import { createBulkWriter } from '#engine/store/write-bulks.ts';
import { createFailureWriter } from '#engine/store/write-failures.ts';
import { createJobWriter } from '#engine/store/write-jobs.ts';
import { createJournalWriter } from '#engine/store/write-journal.ts';
import { createDependencyWriter } from '#engine/store/write-chains.ts';
import { createPauseWriter } from '#engine/store/write-pauses.ts';
import { createPinWriter } from '#engine/store/write-pins.ts';
import { createRunWriter } from '#engine/store/write-runs.ts';
import { createTimeWriter } from '#engine/store/write-times.ts';

export type ChangeWriter = (changes: readonly Change[], now: number) => readonly JournalEvent[];

/**
 * The one function that applies changes. Each change writes its rows and, where people should hear of it,
 * its journal row, in that order and in the caller's transaction.
 */
export function createChangeWriter(
  database: Database,
  identity: InstanceIdentity,
  endings: EndingCounter,
): ChangeWriter {
  const journal = createJournalWriter(database, identity);
  const jobs = createJobWriter(database, journal);
  const times = createTimeWriter(database, journal);
  const dependencies = createDependencyWriter(database);
  const pauses = createPauseWriter(database, journal);
  const pins = createPinWriter(database, journal);
  const failures = createFailureWriter(database, journal);
  const runs = createRunWriter(database, journal, endings);
  const bulks = createBulkWriter(database, journal);

  function writeOne(change: Change, now: number): JournalEvent | null {
    switch (change.type) {
      case 'job_saved':
        return jobs.save(change, now);
      case 'pause_begun':
        return pauses.begin(change, now);
      case 'pause_ended':
        return pauses.end(change, now);
      case 'trigger_saved':
        return jobs.saveTrigger(change, now);
      case 'trigger_advanced':
        return jobs.advanceTrigger(change);
      case 'occurrence_recorded':
        return jobs.recordOccurrence(change, now);
      case 'dependencies_noted':
        return dependencies.note(change);
      case 'dependency_met':
        return dependencies.meet(change);
      case 'run_created':
        return runs.create(change, now);
      case 'run_moved':
        return runs.move(change, now);
      case 'run_merged':
        return runs.merge(change, now);
      case 'run_cancel_requested':
        return runs.requestCancel(change, now);
      case 'run_pinned':
        return pins.pin(change, now);
      case 'run_unpinned':
        return pins.unpin(change, now);
      case 'attempt_started':
        return runs.startAttempt(change, now);
      case 'attempt_moved':
        return runs.moveAttempt(change, now);
      case 'time_jumped':
        return times.writeJump(change, now);
      case 'zone_data_changed':
        return times.writeZoneData(change, now);
      case 'trigger_moved':
        return times.moveTrigger(change, now);
      case 'backup_made': {
        const { name: actor = null, reason = null } = change.actor ?? {};
        return journal({
          at: now,
          type: 'backup.made',
          actor,
          reason,
          message: change.backup.name,
        });
      }
      case 'backup_failed':
        return journal({ at: now, type: 'backup.failed', message: change.sentence });
      case 'failures_marked':
        return failures.mark(change, now);
      case 'failures_reopened':
        return failures.reopen(change, now);
      case 'stop_requested': {
        const { name: actor, reason } = change.actor;
        return journal({ at: now, type: 'engine.stop_requested', actor, reason });
      }
      case 'attempt_ended':
        return runs.endAttempt(change);
      case 'instant_backfilled':
        return bulks.backfill(change);
      case 'bulk_created':
        return bulks.create(change, now);
      case 'bulk_item_ended':
        return bulks.endItem(change, now);
      case 'bulk_moved':
        return bulks.move(change, now);
    }
  }

  return (changes, now) => {
    const events: JournalEvent[] = [];
    for (const change of changes) {
      const event = writeOne(change, now);
      if (event !== null) events.push(event);
    }
    return events;
  };
}
