import { z } from 'zod';
import { METHODS } from '#shared/domain/method.ts';
import { DISPOSITIONS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { instant } from '#shared/contract/run-schema.ts';

export const triggerSchema = z.object({
  key: z.string(),
  kind: z.enum(['cron', 'interval', 'at']),
  /** The schedule as a person would write it. */
  schedule: z.string(),
  /** `null`: it will not fire again, or its job is paused. */
  nextAt: instant.nullable(),
  /** Set while the trigger itself is paused. */
  pausedBecause: z.string().nullable(),
});
export type TriggerView = z.infer<typeof triggerSchema>;

export const pauseSchema = z.object({
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
});

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
