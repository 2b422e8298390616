import { z } from 'zod';
import { METHODS } from '#shared/domain/method.ts';
import { RUN_ORIGINS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { id } from '#shared/contract/operation.ts';
import { instant } from '#shared/contract/run-schema.ts';

/** Which runs are meant. List, count and whatever is done to them share it, so that they mean the same ones. */
export const runFilterSchema = z.strictObject({
  /** In one of these states; in any if left out. */
  state: z.array(z.enum(RUN_STATES)).min(1).max(RUN_STATES.length).optional(),
  job: id.optional(),
  method: z.enum(METHODS).optional(),
  origin: z.enum(RUN_ORIGINS).optional(),
  /** Of the newest attempt that failed. */
  fingerprint: id.optional(),
  /** Stands in the request line, the input or the message of the run, whatever the case of its letters. */
  text: z.string().min(1).max(200).optional(),
  /** Ended at this instant or later, or not over yet. */
  since: instant.optional(),
  /** Created before this instant. */
  until: instant.optional(),
  /** Ready for longer than a minute, and still not started. */
  isLate: z.boolean().optional(),
});
export type RunFilter = z.infer<typeof runFilterSchema>;
