import type { Clock, Timer } from '#shared/lib/clock.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { BulkKey, BulkRecord } from '#engine/core/bulk-record.ts';
import { decideItemEnd, isItemDue } from '#engine/core/bulk.ts';
import type { Store } from '#engine/core/store.ts';
import { StorageFailure } from '#engine/core/store.ts';
import type { BulkItems } from '#engine/service/bulk-items.ts';
import type { Turn } from '#engine/service/turn.ts';
import type { Turns } from '#engine/service/turns.ts';

/**
 * Does what bulks have left to do, one item after the other, each at its time. How far a bulk has come is in the
 * database and nowhere else, and it moves on in the transaction that does the item: whenever the engine dies, an item
 * has been done once, or not yet.
 */
export interface BulkWorker {
  start(): void;
  /** There may be something new to do. */
  rearm(): void;
  stop(): void;
}

export interface BulkWorkerDeps {
  readonly store: Store;
  readonly turns: Turns;
  readonly clock: Clock;
  readonly items: BulkItems;
}

/** While there is something to do, wall time is looked at this often: it may be set, or the machine may have slept. */
const LOOK_EVERY_MS = 1_000;
/** Of what needs no spacing, so many are done in one turn: whatever else is due has its turn in between. */
const BATCH = 50;

export function createBulkWorker({ store, turns, clock, items }: BulkWorkerDeps): BulkWorker {
  let timer: Timer | null = null;
  let isWorking = false;
  let isStopped = true;

  function rearm(): void {
    if (isStopped || isWorking) return;
    timer?.cancel();
    const open = openBulks();
    const now = clock.wallNow();
    const delays = open?.map((bulk) => (isItemDue(bulk, now) ? 0 : (bulk.nextAt ?? now) - now));
    if (delays?.length === 0) return;
    timer = clock.setTimer(Math.min(LOOK_EVERY_MS, ...(delays ?? [])), () => void work());
  }

  /** `null` while the storage cannot be read. */
  function openBulks(): readonly BulkRecord[] | null {
    try {
      return store.read.openBulks();
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error;
      return null;
    }
  }

  async function work(): Promise<void> {
    isWorking = true;
    const now = clock.wallNow();
    const due = openBulks()?.filter((bulk) => isItemDue(bulk, now)) ?? [];
    const ends = await Promise.all(due.flatMap((bulk) => numbersOf(bulk).map(submitItem(bulk))));
    isWorking = false;
    // Storage that has failed is not asked again at once.
    if (ends.includes('unavailable')) timer = clock.setTimer(LOOK_EVERY_MS, () => void work());
    else rearm();
  }

  /** Work of its own for each: one that is defective hurts no other. */
  function submitItem({ key }: BulkRecord) {
    return async (number: number): Promise<'ended' | 'unavailable'> => {
      try {
        await turns.submit((turn) => doItem(turn, key, number));
        return 'ended';
      } catch (error) {
        if (error instanceof Refusal) return 'unavailable';
        const message = `a defect of the engine kept it from being done: ${String(error)}`;
        turns.record((turn) => endItem(turn, key, number, () => ({ isDone: false, message })));
        return 'ended';
      }
    };
  }

  function doItem(turn: Turn, key: BulkKey, number: number): void {
    endItem(turn, key, number, (bulk, subject) => items.perform(turn, bulk, subject));
  }

  /** Unless the bulk has ended meanwhile, or its turn has not come because the one before it met a defect. */
  function endItem(
    turn: Turn,
    key: BulkKey,
    number: number,
    perform: (...args: ItemArguments) => ItemOutcome,
  ): void {
    const bulk = store.read.findBulk(key);
    if (bulk?.nextAt == null || bulk.nextItem !== number) return;
    const subject = store.read.readBulkSubject(key, number);
    const result = perform(bulk, subject);
    const changes = decideItemEnd(bulk, subject, result, turn.now);
    turn.carryOut({ changes, effects: [], answer: undefined });
  }

  return {
    start() {
      isStopped = false;
      rearm();
    },
    rearm,
    stop() {
      isStopped = true;
      timer?.cancel();
    },
  };
}

type ItemArguments = [bulk: BulkRecord, subject: Parameters<BulkItems['perform']>[2]];
type ItemOutcome = ReturnType<BulkItems['perform']>;

/** The items that are done together: one, unless no time is to pass between them. */
function numbersOf({ nextItem, itemCount, spacingMs }: BulkRecord): readonly number[] {
  const left = itemCount - nextItem + 1;
  const length = spacingMs === 0 ? Math.min(BATCH, left) : 1;
  return Array.from({ length }, (_, index) => nextItem + index);
}
