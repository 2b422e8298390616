import { z } from 'zod';
import { METHODS } from '#shared/domain/method.ts';
import { DISPOSITIONS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { pauseSchema } from '#shared/contract/pause-operations.ts';
import { instant } from '#shared/contract/run-schema.ts';

export const triggerSchema = z.object({
  key: z.string(),
  kind: z.enum(['cron', 'interval', 'at', 'after', 'event']),
  /** The schedule as a person would write it. */
  schedule: z.string(),
  /** `null`: it will not fire again, or is paused, or its job or the scheduler is. */
  nextAt: instant.nullable(),
  /** Set while the trigger itself is paused. */
  paused: pauseSchema.nullable(),
});
export type TriggerView = z.infer<typeof triggerSchema>;

export const jobSchema = z.object({
  name: z.string(),
  method: z.enum(METHODS),
  target: z.string(),
  effect: z.string(),
  revision: z.int(),
  createdAt: instant,
  revisedAt: instant,
  paused: pauseSchema.nullable(),
  triggers: z.array(triggerSchema),
  /** The earliest of the triggers' next instants. */
  nextAt: instant.nullable(),
  lastRun: z.object({ id: z.string(), state: z.enum(RUN_STATES), at: instant }).nullable(),
  /** The whole definition, every default filled in. */
  definition: z.record(z.string(), z.json()),
});
export type Job = z.infer<typeof jobSchema>;

/** What became of one nominal instant of a trigger, or of a long gap of them. */
export const occurrenceSchema = z.object({
  job: z.string(),
  trigger: z.string(),
  nominalAt: instant,
  throughAt: instant,
  count: z.int(),
  disposition: z.enum(DISPOSITIONS),
  reason: z.string().nullable(),
  run: z.string().nullable(),
});
export type Occurrence = z.infer<typeof occurrenceSchema>;

/** How the newest runs of a job went, from what is kept of them. */
export const jobSummarySchema = z.object({
  job: z.string(),
  /** The newest runs that are over, oldest first, at most 20. */
  outcomes: z.array(
    z.object({
      run: z.string(),
      state: z.enum(RUN_STATES),
      endedAt: instant,
      /** From its first start to its end; `null` if it never started. */
      durationMs: z.int().nullable(),
    }),
  ),
  /** Over the newest 100 successful runs: how long from the first start to the end. */
  medianMs: z.int().nullable(),
  p95Ms: z.int().nullable(),
  /** Of the newest 100 that succeeded or failed: how many succeeded, and of how many. */
  succeededCount: z.int(),
  settledCount: z.int(),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

export const fireTimeSchema = z.object({
  at: instant,
  trigger: z.string(),
  /** When its run starts: later than `at` by the jitter of the trigger. */
  startsAt: instant,
});
export type FireTime = z.infer<typeof fireTimeSchema>;

/** Instants that an exclusion leaves out, which would be fire times without it. */
export const excludedFiresSchema = z.object({
  at: instant,
  /** The last of them. */
  throughAt: instant,
  trigger: z.string(),
  /** The exclusion, as it was written. */
  because: z.string(),
});
export type ExcludedFiresView = z.infer<typeof excludedFiresSchema>;

/** A job as it was saved once. */
export const revisionSchema = z.object({
  number: z.int(),
  createdAt: instant,
  actor: z.string(),
  /** The whole definition, every default filled in. */
  definition: z.record(z.string(), z.json()),
});
export type Revision = z.infer<typeof revisionSchema>;
