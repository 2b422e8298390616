import { z } from 'zod';
import { asOfSeq, query } from '#shared/contract/operation.ts';
import { pauseSchema } from '#shared/contract/pause-operations.ts';
import { instant } from '#shared/contract/run-schema.ts';
import { GATE_NAMES } from '#shared/domain/gate.ts';

const runNowSchema = z.object({
  run: z.string(),
  job: z.string(),
  /** The start of its attempt, epoch milliseconds. */
  since: instant,
});
/** A run that is carried out now. */
export type RunNow = z.infer<typeof runNowSchema>;

const waitersSchema = z.object({
  job: z.string(),
  count: z.int(),
  /** The one that is next. */
  run: z.string(),
  /** When that one became ready, epoch milliseconds. */
  since: instant,
  /** What keeps it from starting; `null` if nothing does, and it is about to. */
  gate: z.enum(GATE_NAMES).nullable(),
  /** The same as one sentence for a person. */
  sentence: z.string().nullable(),
});
/** Ready runs of one job that wait for the same. */
export type Waiters = z.infer<typeof waitersSchema>;

const keyUseSchema = z.object({
  key: z.string(),
  /** How many runs may have it at once, and the job that says so. */
  limit: z.int(),
  limitOf: z.string(),
  holders: z.array(runNowSchema),
  waiters: z.array(waitersSchema),
  paused: pauseSchema.nullable(),
});
/** A concurrency key that runs have or wait for. */
export type KeyUse = z.infer<typeof keyUseSchema>;

export const capacitySchema = z.object({
  workers: z.int(),
  /** What has a worker, the longest running first. */
  running: z.array(runNowSchema),
  /** What is ready and does not run, the longest waiting first: 200 entries at most. */
  waiting: z.array(waitersSchema),
  /** How many runs wait in all. */
  waitingCount: z.int(),
  /** The fullest first. */
  keys: z.array(keyUseSchema),
});
export type Capacity = z.infer<typeof capacitySchema>;

export const capacityOperations = {
  read: query(
    '/capacity',
    'What has workers and concurrency keys now, and what waits for them',
  ).output(capacitySchema.extend({ asOfSeq })),
};
