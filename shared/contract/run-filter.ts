import { z } from 'zod';
import { METHODS } from '#shared/domain/method.ts';
import { RUN_ORIGINS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import type { RunFilter as FilterOfDomain } from '#shared/domain/run-filter.ts';
import { id } from '#shared/contract/operation.ts';
import { instant } from '#shared/contract/run-schema.ts';

/** Both ends included; without one there is no bound on that side. */
const range = z.strictObject({
  min: z.int().min(0).optional(),
  max: z.int().min(0).optional(),
});

/** Which runs are meant. List, count and whatever is done to them share it, so that they mean the same ones. */
export const runFilterSchema = z.strictObject({
  /** In one of these states; in any if left out. */
  state: z.array(z.enum(RUN_STATES)).min(1).max(RUN_STATES.length).readonly().optional(),
  /** A name, in which `*` stands for any characters. */
  job: z
    .string()
    .regex(/^[0-9A-Za-z_*-]{1,64}$/)
    .optional(),
  method: z.enum(METHODS).optional(),
  origin: z.enum(RUN_ORIGINS).optional(),
  /** Of the newest attempt that failed. */
  fingerprint: id.optional(),
  /** How many attempts have been made. */
  attempts: range.optional(),
  /** From the first start to the end, or to now while it is not over, in milliseconds. */
  durationMs: range.optional(),
  /** Stands in the message of the run, whatever the case of its letters. */
  error: z.string().min(1).max(200).optional(),
  /** Values of the input, by paths such as `order.lines.0.sku`; `42` means the number and the text. */
  input: z
    .array(
      z.strictObject({
        path: z
          .string()
          .max(200)
          .regex(/^[^\s".[\]]+(?:\.[^\s".[\]]+)*$/),
        value: z.string().max(200),
      }),
    )
    .min(1)
    .max(10)
    .readonly()
    .optional(),
  /**
   * Each of its words stands in the job's name, the request line, the input or the message of the run, whatever the
   * case of its letters; what stands in quotes is one word.
   */
  text: z.string().min(1).max(200).optional(),
  /** Ended at this instant or later, or not over yet. */
  since: instant.optional(),
  /** The same, so many milliseconds before the instant of asking. */
  sinceAgoMs: z.int().min(0).optional(),
  /** Created before this instant. */
  until: instant.optional(),
  /** Ready for longer than a minute, and still not started. */
  isLate: z.boolean().optional(),
  /** Kept for good because somebody said so. */
  isPinned: z.boolean().optional(),
});
export type RunFilter = z.infer<typeof runFilterSchema>;

/** The filter that people type is this one. */
runFilterSchema satisfies z.ZodType<FilterOfDomain>;
