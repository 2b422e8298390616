import { randomUUID } from 'node:crypto';
import type { Run } from '#shared/contract/run-schema.ts';
import type { InstanceClient } from '#server/instance-client.ts';

interface FirstRun {
  readonly job: string;
  readonly input: Run['input'];
  /** From now until it is due; `null` for at once. */
  readonly delayMs: number | null;
  readonly reason: string;
}

const DAY_MS = 86_400_000;

/** What the shop's own program would ask for in the course of a day, all of it in the first second. */
const FIRST_RUNS: readonly FirstRun[] = [
  {
    job: 'build-index',
    input: {},
    delayMs: null,
    reason: 'there was no index yet',
  },
  {
    job: 'expire-order',
    input: { order: 1042 },
    delayMs: 14 * DAY_MS,
    reason: 'order 1042 was placed',
  },
  {
    job: 'expire-order',
    input: { order: 1043 },
    delayMs: 90_000,
    reason: 'order 1043 was placed, and expires soon, to be watched',
  },
  {
    job: 'send-reminder',
    input: { customer: 'Grace Hopper', address: 'grace@example.org', order: 1042 },
    delayMs: null,
    reason: 'order 1042 was not paid in three days',
  },
  {
    job: 'send-reminder',
    input: { customer: 'Edsger Dijkstra', address: 'edsger@example.net', order: 1043 },
    delayMs: null,
    reason: 'order 1043 was not paid in three days',
  },
  {
    job: 'send-reminder',
    input: { customer: 'Ada Lovelace', address: 'ada(at)example.org', order: 1044 },
    delayMs: null,
    reason: 'order 1044 was not paid in three days',
  },
];

/** Asks for the first runs, unless that was done at an earlier start. */
export async function triggerFirstRuns(client: InstanceClient): Promise<void> {
  const { runs } = await client.runs.list({ job: 'send-reminder', limit: 1 });
  if (runs.length > 0) return;
  const { now } = await client.instance.describe();
  for (const { job, input, delayMs, reason } of FIRST_RUNS) {
    const at = delayMs === null ? null : now + delayMs;
    await client.runs.trigger({ commandId: randomUUID(), job, input, at, reason });
  }
}
