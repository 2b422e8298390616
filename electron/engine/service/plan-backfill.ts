import { MOST_BULK_ITEMS } from '#shared/domain/bulk.ts';
import { countFireTimes, nextFireTimes } from '#shared/domain/next-fire-times.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { isCaused } from '#shared/domain/trigger.ts';
import { closestWord } from '#shared/lib/closest-word.ts';
import type { JobRecord, Store, TriggerRecord } from '#engine/core/store.ts';
import { jobNamed } from '#engine/service/job-commands.ts';

export interface BackfillRequest {
  readonly job: string;
  /** `null` where the job has only one. */
  readonly trigger: string | null;
  readonly from: number;
  /** The first instant that is not meant any more. */
  readonly to: number;
  readonly isRepeating: boolean;
}

/** The instants of a range, and which of them would get a run. */
export interface BackfillPlan {
  readonly job: JobRecord;
  readonly record: TriggerRecord;
  readonly instants: readonly number[];
  readonly meant: readonly number[];
  readonly ranCount: number;
}

/** Finds the instants that are meant, oldest first, or refuses: what is too much is not even counted to its end. */
export function planBackfill(store: Store, request: BackfillRequest, now: number): BackfillPlan {
  const job = jobNamed(store, request.job);
  const record = triggerOf(store, job, request.trigger);
  checkRange(request, now);
  const instants = instantsIn(record, request);
  const ran = store.read.instantsThatRan(record.triggerKey, request.from, request.to);
  const waiting = instants.filter((at) => !ran.has(at));
  const meant = request.isRepeating ? instants : waiting;
  if (meant.length > 0) {
    return { job, record, instants, meant, ranCount: instants.length - waiting.length };
  }
  throw new Refusal(
    'invalid_input',
    instants.length === 0
      ? `${record.trigger.key} has no instant in this range`
      : `every instant in this range has a run already: with a repetition (--repeat) they run once more`,
    'from',
  );
}

/** The trigger of that key, or the only one; a refusal says which there are. */
export function triggerOf(store: Store, job: JobRecord, key: string | null): TriggerRecord {
  const { jobKey, definition } = job.revision;
  const there = store.read
    .readTriggers(jobKey)
    .filter(({ isRemoved, trigger }) => !isRemoved && !isCaused(trigger.schedule));
  const keys = there.map(({ trigger }) => trigger.key);
  const meant = key === null ? there : there.filter(({ trigger }) => trigger.key === key);
  const [first] = meant;
  if (first !== undefined && meant.length === 1) return first;
  throw new Refusal('invalid_input', whichTrigger(definition.name, key, keys), 'trigger');
}

function whichTrigger(job: string, key: string | null, keys: readonly string[]): string {
  if (keys.length === 0)
    return `${job} has no trigger that fires by the clock: there are no instants to backfill`;
  const known = keys.map((name) => `"${name}"`).join(', ');
  if (key === null) return `${job} has more than one trigger, say which: ${known}`;
  const closest = closestWord(key, keys);
  const hint = closest === null ? `there are ${known}` : `did you mean "${closest}"?`;
  return `${job} has no trigger "${key}": ${hint}`;
}

function checkRange({ from, to }: BackfillRequest, now: number): void {
  if (to > now) {
    const sentence =
      'the range reaches beyond now: what is still to come, the trigger fires itself';
    throw new Refusal('invalid_input', sentence, 'to');
  }
  if (to <= from) {
    throw new Refusal('invalid_input', 'the range ends before it begins', 'to');
  }
}

/** What has come and is not decided yet is the planner's. */
function instantsIn(record: TriggerRecord, { from, to }: BackfillRequest): readonly number[] {
  const { trigger, createdAt, nextAt } = record;
  const { schedule } = trigger;
  const last = Math.min(to, nextAt ?? Infinity) - 1;
  const count = countFireTimes(schedule, from - 1, last, MOST_BULK_ITEMS + 1, createdAt);
  if (count <= MOST_BULK_ITEMS) return nextFireTimes(schedule, from - 1, count, createdAt);
  throw new Refusal(
    'invalid_input',
    `this range holds more than ${MOST_BULK_ITEMS.toLocaleString('en')} instants of ${trigger.key}, and no more are backfilled at once: choose a shorter one`,
    'from',
  );
}
