import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { TimeJumped, TriggerMoved, ZoneDataChanged } from '#engine/core/change.ts';
import { KEY } from '#engine/store/key-parameter.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';

/** Writes what happened to time itself: sleep, a clock that was set, other time-zone data. */
export interface TimeWriter {
  writeJump(change: TimeJumped, now: number): JournalEvent;
  /** That it was noted for the first time is no event. */
  writeZoneData(change: ZoneDataChanged, now: number): JournalEvent | null;
  moveTrigger(change: TriggerMoved, now: number): JournalEvent;
}

export function createTimeWriter(database: Database, journal: JournalWriter): TimeWriter {
  const insertJump = database.prepare(
    'INSERT INTO time_jump (seen_at, cause, from_at, to_at) VALUES (?, ?, ?, ?)',
  );
  const setZoneData = database.prepare(
    `INSERT INTO meta (name, value) VALUES ('zone_data', ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  const moveTrigger = database.prepare(
    `UPDATE trigger SET definition = ?, next_at = ? WHERE id = ${KEY}`,
  );
  const insertMoved = database.prepare(
    `INSERT INTO moved_instant (moved_at, trigger_id, from_at, to_at, zone_data)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const jobName = database
    .prepare<[number], string>(`SELECT name FROM job WHERE id = ${KEY}`)
    .pluck();

  return {
    writeJump({ jump: { cause, fromAt, toAt } }, now) {
      insertJump.run(now, cause, fromAt, toAt);
      return journal({ at: now, type: `clock.${cause}`, from: String(fromAt), to: String(toAt) });
    },
    writeZoneData({ before, after }, now) {
      setZoneData.run(after);
      if (before === null) return null;
      return journal({ at: now, type: 'engine.zone_data_changed', from: before, to: after });
    },
    moveTrigger({ triggerKey, jobKey, trigger, fromAt, toAt, zoneData }, now) {
      moveTrigger.run(JSON.stringify(trigger), toAt, triggerKey);
      insertMoved.run(now, triggerKey, fromAt, toAt, zoneData);
      const job = { key: jobKey, name: jobName.get(jobKey) ?? '' };
      const [from, to] = [String(fromAt), toAt === null ? null : String(toAt)];
      return journal({ at: now, type: 'trigger.moved', job, from, to, message: trigger.key });
    },
  };
}
