import { z } from 'zod';
import { ATTEMPT_STATES } from '#shared/domain/attempt-state-table.ts';
import { METHODS } from '#shared/domain/method.ts';
import { DISPOSITIONS, RUN_ORIGINS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { DEMANDS } from '#shared/domain/trigger.ts';

/** The last instant that a calendar of ECMAScript can name, and its counterpart before 1970. */
const LAST_INSTANT = 8.64e15;
/** Epoch milliseconds. */
export const instant = z.int().min(-LAST_INSTANT).max(LAST_INSTANT);
const jsonObject = z.record(z.string(), z.json());

/** One execution of a run; once ended it never changes. */
export const attemptSchema = z.object({
  number: z.int(),
  state: z.enum(ATTEMPT_STATES),
  startedAt: instant,
  endedAt: instant.nullable(),
  exitCode: z.int().nullable(),
  httpStatus: z.int().nullable(),
  signal: z.string().nullable(),
  /** One of the closed list of failure classes, such as `exit:3` or `http:503`. */
  failureClass: z.string().nullable(),
  message: z.string().nullable(),
  /** The same for failures that look alike, numbers and names aside. */
  fingerprint: z.string().nullable(),
  /** The delay that was chosen for the attempt after this one, in milliseconds. */
  retryDelayMs: z.int().nullable(),
  /** Milliseconds lost at each gate before this attempt, by the gate's name. */
  gateWaitsMs: z.record(z.string(), z.int()),
  /** What it waited for longest; `null` where it did not wait. */
  waitedFor: z
    .object({
      gate: z.string(),
      ms: z.int(),
      /** What stood in the way: `concurrency key "db" was taken by run k7fq-12 (import)`. */
      sentence: z.string(),
      /** The run that did. */
      run: z.string().nullable(),
    })
    .nullable(),
  pid: z.int().nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

/** How a run stands among those of other jobs. */
export const runChainSchema = z.object({
  after: z.array(
    z.object({
      job: z.string(),
      /** How the other job's run has to end. */
      on: z.enum(DEMANDS),
      /** The run that did; `null` while it is waited for. */
      run: z.string().nullable(),
    }),
  ),
  /** Oldest first, at most 100. */
  followedBy: z.array(z.object({ run: z.string(), job: z.string(), state: z.enum(RUN_STATES) })),
  /** What its end fired and what did not become a run of its own, with the reason; oldest first, at most 100. */
  notFollowedBy: z.array(
    z.object({
      job: z.string(),
      disposition: z.enum(DISPOSITIONS),
      reason: z.string().nullable(),
      /** The run that stands for it, or was in the way. */
      run: z.string().nullable(),
    }),
  ),
});
export type RunChain = z.infer<typeof runChainSchema>;

/** What a run hands on to those after it. */
export const runOutputSchema = z.object({
  /** The attempt that it is of: the last one; `null` where there is none. */
  attempt: z.int().nullable(),
  /** Values under secret-looking names are masked. */
  output: jsonObject.nullable(),
  /** In what it falls short where it was meant as one. */
  fault: z.string().nullable(),
});
export type RunOutput = z.infer<typeof runOutputSchema>;

/** What was changed in the input of an edited retrigger. */
export const inputDiffSchema = z.array(
  z.object({ path: z.string(), before: z.json().optional(), after: z.json().optional() }),
);
export type InputDiff = z.infer<typeof inputDiffSchema>;

/** One concrete request, as lists show it. */
export const runSchema = z.object({
  id: z.string(),
  /** The job's name. */
  job: z.string(),
  revision: z.int(),
  method: z.enum(METHODS),
  state: z.enum(RUN_STATES),
  requestLine: z.string(),
  effect: z.string(),
  origin: z.enum(RUN_ORIGINS),
  input: jsonObject,
  inputDiff: inputDiffSchema.nullable(),
  idempotencyKey: z.string(),
  priority: z.int(),
  createdAt: instant,
  dueAt: instant,
  /** When it last became ready. */
  readyAt: instant.nullable(),
  /** When its first attempt started. */
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** When it becomes ready, for `scheduled` and `retry_wait`. */
  nextAttemptAt: instant.nullable(),
  nominalAt: instant.nullable(),
  lateByMs: z.int(),
  coalescedCount: z.int(),
  attemptCount: z.int(),
  maxAttempts: z.int(),
  retriggerOf: z.string().nullable(),
  rootRun: z.string().nullable(),
  supersededBy: z.string().nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
  /** Why it is in the state it is in, where there is more to say than the state itself. */
  message: z.string().nullable(),
  /** Kept for good, whatever is said about deleting runs; `null` if nobody said so. */
  pinned: z.object({ at: instant, by: z.string(), reason: z.string().nullable() }).nullable(),
  /** Ascending by number. */
  attempts: z.array(attemptSchema),
});
export type Run = z.infer<typeof runSchema>;
