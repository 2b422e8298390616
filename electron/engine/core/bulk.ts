import { isBulkOver } from '#shared/domain/bulk.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { BulkItemEnded, BulkMoved } from '#engine/core/bulk-change.ts';
import type { BulkRecord, BulkSubject, ItemResult } from '#engine/core/bulk-record.ts';
import type { Actor } from '#engine/core/live-run.ts';

/** Whether it is time for the next item. Whoever sets the clock back does not make it wait for longer than it was to. */
export function isItemDue(bulk: BulkRecord, now: number): boolean {
  if (bulk.nextAt === null) return false;
  return bulk.nextAt <= now || bulk.nextAt > now + longestWait(bulk);
}

function longestWait({ state, startsAt, createdAt, spacingMs }: BulkRecord): number {
  return state === 'waiting' ? startsAt - createdAt : spacingMs;
}

/** The next item has been done or refused; the last one ends the bulk. */
export function decideItemEnd(
  before: BulkRecord,
  subject: BulkSubject,
  result: ItemResult,
  now: number,
): readonly [BulkItemEnded, ...BulkMoved[]] {
  const isLast = before.nextItem === before.itemCount;
  const after: BulkRecord = {
    ...before,
    state: 'running',
    nextItem: before.nextItem + 1,
    nextAt: isLast ? null : now + before.spacingMs,
    doneCount: before.doneCount + (result.isDone ? 1 : 0),
    refusedCount: before.refusedCount + (result.isDone ? 0 : 1),
  };
  const ended: BulkItemEnded = { type: 'bulk_item_ended', before, after, subject, result };
  return isLast ? [ended, move(after, 'finished', null)] : [ended];
}

/** Takes a bulk back of which nothing has been done. */
export function decideUndo(bulk: BulkRecord, actor: Actor): BulkMoved {
  if (isBulkOver(bulk.state)) refuseAsOver(bulk);
  if (bulk.state !== 'waiting') {
    const begun = bulk.nextItem - 1;
    throw new Refusal(
      'conflict',
      `${begun} of ${bulk.itemCount} have had their turn already: what is done stays done, the rest can be stopped`,
    );
  }
  return move(bulk, 'undone', actor);
}

/** Leaves out what has not been done. */
export function decideStop(bulk: BulkRecord, actor: Actor): BulkMoved {
  if (isBulkOver(bulk.state)) refuseAsOver(bulk);
  return move(bulk, 'stopped', actor);
}

function refuseAsOver({ state }: BulkRecord): never {
  throw new Refusal('conflict', `the bulk is ${state}: there is nothing left of it to end`);
}

function move(
  before: BulkRecord,
  state: 'finished' | 'stopped' | 'undone',
  actor: Actor | null,
): BulkMoved {
  return { type: 'bulk_moved', before, after: { ...before, state, nextAt: null }, actor };
}
