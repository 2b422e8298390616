import type { Database } from 'better-sqlite3';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { BulkRecord } from '#engine/core/bulk-record.ts';
import type {
  BulkCreated,
  BulkItemEnded,
  BulkMoved,
  InstantBackfilled,
} from '#engine/core/bulk-change.ts';
import type { JournalWriter } from '#engine/store/write-journal.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** Writes what concerns bulks and backfills. */
export interface BulkWriter {
  create(change: BulkCreated, now: number): JournalEvent;
  endItem(change: BulkItemEnded, now: number): JournalEvent | null;
  move(change: BulkMoved, now: number): JournalEvent;
  backfill(change: InstantBackfilled): null;
}

export function createBulkWriter(database: Database, journal: JournalWriter): BulkWriter {
  const insert = database.prepare(
    `INSERT INTO bulk (id, deed, filter, actor, reason, created_at, starts_at, spacing_ms,
       item_count, state, next_item, next_at, done_count, refused_count)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertItem = database.prepare(
    `INSERT INTO bulk_item (bulk_id, number, run_id, nominal_at, state)
     VALUES (?, ?, ?, ?, 'waiting')`,
  );
  const advance = database.prepare(
    `UPDATE bulk SET state = ?, next_item = ?, next_at = ?, done_count = ?, refused_count = ?
     WHERE id = ${KEY}`,
  );
  const end = database.prepare(
    `UPDATE bulk SET state = ?, next_at = NULL, ended_at = ?, ended_by = ? WHERE id = ${KEY}`,
  );
  const endItem = database.prepare(
    `UPDATE bulk_item SET state = ?, result_run_id = ?, message = ?, ended_at = ?
     WHERE bulk_id = ${KEY} AND number = ${KEY}`,
  );
  const backfill = database.prepare(
    'INSERT INTO backfilled (trigger_id, nominal_at, run_id) VALUES (?, ?, ?)',
  );
  const repeat = database.prepare(
    `INSERT INTO backfilled (trigger_id, nominal_at, run_id) VALUES (?, ?, ?)
     ON CONFLICT (trigger_id, nominal_at) DO UPDATE SET run_id = excluded.run_id`,
  );

  return {
    create({ bulk, subjects }, now) {
      const { key, deed, filter, actor, createdAt, startsAt, spacingMs, itemCount } = bulk;
      insert.run(
        ...[key, JSON.stringify(deed), filter && JSON.stringify(filter), actor.name, actor.reason],
        ...[createdAt, startsAt, spacingMs, itemCount, bulk.state, bulk.nextItem, bulk.nextAt],
        ...[bulk.doneCount, bulk.refusedCount],
      );
      subjects.forEach(({ runKey, nominalAt }, index) => {
        insertItem.run(key, index + 1, runKey, nominalAt);
      });
      const message = `${deed.action}, ${itemCount} of them`;
      return journal({ ...toEntry(bulk, now), type: 'bulk.created', to: bulk.state, message });
    },
    endItem({ before, after, subject, result }, now) {
      const outcome = result.isDone
        ? ['done', result.runKey, null]
        : ['refused', null, result.message];
      endItem.run(...outcome, now, after.key, before.nextItem);
      const { state, nextItem, nextAt, doneCount, refusedCount } = after;
      advance.run(state, nextItem, nextAt, doneCount, refusedCount, after.key);
      // What was done is told by the event of the deed itself.
      if (result.isDone) return null;
      const { runKey } = subject;
      const { message } = result;
      return journal({ ...toEntry(after, now), type: 'bulk.item_refused', runKey, message });
    },
    move({ before, after, actor }, now) {
      end.run(after.state, now, actor?.name ?? null, after.key);
      const { doneCount, refusedCount, itemCount } = after;
      const message = `${doneCount} of ${itemCount} done, ${refusedCount} refused`;
      const [from, to] = [before.state, after.state];
      const entry = { ...toEntry(after, now), type: `bulk.${to}`, from, to, message };
      return journal(
        actor === null ? entry : { ...entry, actor: actor.name, reason: actor.reason },
      );
    },
    backfill({ triggerKey, nominalAt, runKey, isRepetition }) {
      (isRepetition ? repeat : backfill).run(triggerKey, nominalAt, runKey);
      return null;
    },
  };
}

function toEntry({ key, actor }: BulkRecord, at: number) {
  return { at, bulkKey: key, actor: actor.name, reason: actor.reason };
}
