import { z } from 'zod';
import type { BulkDeed, RunDeed } from '#shared/domain/bulk.ts';
import { BULK_ITEM_STATES, BULK_STATES } from '#shared/domain/bulk.ts';
import { METHODS } from '#shared/domain/method.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { runFilterSchema } from '#shared/contract/run-filter.ts';
import { instant } from '#shared/contract/run-schema.ts';

/** What is done to each run; options are those of doing it to one. */
export const runDeedSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.enum(['retry', 'cancel', 'hold', 'release']) }),
  z.strictObject({
    action: z.literal('retrigger'),
    revision: z.enum(['as_it_ran', 'current']).default('current'),
    idempotencyKey: z.enum(['same', 'new']).default('new'),
  }),
  z.strictObject({
    action: z.literal('resolve'),
    as: z.enum(['succeeded', 'failed', 'ready']),
  }),
]);
runDeedSchema satisfies z.ZodType<RunDeed>;

const backfillDeedSchema = z.strictObject({
  action: z.literal('backfill'),
  job: z.string(),
  trigger: z.string(),
  from: instant,
  to: instant,
  isRepeating: z.boolean(),
});
const bulkDeedSchema = z.union([runDeedSchema, backfillDeedSchema]);
bulkDeedSchema satisfies z.ZodType<BulkDeed>;

/** Many things done as one, with what has become of it so far. */
export const bulkSchema = z.object({
  id: z.string(),
  deed: bulkDeedSchema,
  /** What its runs were found by; `null` where they were named, or where it is about instants. */
  filter: runFilterSchema.nullable(),
  state: z.enum(BULK_STATES),
  itemCount: z.int(),
  doneCount: z.int(),
  refusedCount: z.int(),
  createdAt: instant,
  /** Until then it can be undone: its first item starts at this instant. */
  startsAt: instant,
  /** When its next item is due; `null` once it is over. */
  nextAt: instant.nullable(),
  endedAt: instant.nullable(),
  spacingMs: z.int(),
  actor: z.string(),
  reason: z.string().nullable(),
  /** Who stopped or undid it. */
  endedBy: z.string().nullable(),
});
export type Bulk = z.infer<typeof bulkSchema>;

/** One of many, and what became of it. */
export const bulkItemSchema = z.object({
  /** Counted from 1, in the order in which they are done. */
  number: z.int(),
  /** The run that it is done to; `null` for an instant. */
  run: z.string().nullable(),
  /** The instant that it is done for; `null` for a run. */
  nominalAt: instant.nullable(),
  /** Of the run that came of it, or that it is to be done to; `null` where there is none, or no longer. */
  job: z.string().nullable(),
  requestLine: z.string().nullable(),
  state: z.enum(BULK_ITEM_STATES),
  /** The run that came of it: a new one, or the one that it was done to. */
  resultRun: z.string().nullable(),
  /** Why it was refused. */
  message: z.string().nullable(),
  endedAt: instant.nullable(),
});
export type BulkItem = z.infer<typeof bulkItemSchema>;

/** Items refused for the same reason. */
export const refusalGroupSchema = z.object({
  message: z.string(),
  count: z.int(),
  /** The first few. */
  items: z.array(z.object({ run: z.string().nullable(), nominalAt: instant.nullable() })),
});
export type RefusalGroup = z.infer<typeof refusalGroupSchema>;

const counts = z.object({ count: z.int(), acceptedCount: z.int() });

/** What a bulk would do now. */
export const bulkPreviewSchema = counts.extend({
  byState: z.partialRecord(z.enum(RUN_STATES), z.int()),
  byMethod: z.partialRecord(z.enum(METHODS), z.int()),
  /** The jobs with the most of them first. */
  byJob: z.array(z.object({ job: z.string(), count: z.int() })),
  refusals: z.array(refusalGroupSchema),
  /** The first few that would be done. */
  examples: z.array(
    z.object({ run: z.string(), requestLine: z.string(), method: z.enum(METHODS) }),
  ),
  spacingMs: z.int(),
});
export type BulkPreview = z.infer<typeof bulkPreviewSchema>;

/** What a backfill would do now. */
export const backfillPreviewSchema = counts.extend({
  job: z.string(),
  trigger: z.string(),
  method: z.enum(METHODS),
  requestLine: z.string(),
  effect: z.string(),
  /** The first and the last instant in the range. */
  firstAt: instant,
  lastAt: instant,
  /** How many of the instants have a run already. */
  ranCount: z.int(),
  /** The first few that would get a run. */
  examples: z.array(instant),
  spacingMs: z.int(),
});
export type BackfillPreview = z.infer<typeof backfillPreviewSchema>;
