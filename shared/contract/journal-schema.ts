import { z } from 'zod';
import { instant } from '#shared/contract/run-schema.ts';

/**
 * One thing that happened, numbered without gaps within its instance. `type` is noun and participle:
 * `run.succeeded`, `attempt.running`, `job.paused`, `occurrence.skipped`, `bulk.finished`.
 */
export const journalEventSchema = z.object({
  seq: z.int(),
  at: instant,
  type: z.string(),
  run: z.string().nullable(),
  job: z.string().nullable(),
  /** The bulk that it tells of. */
  bulk: z.string().nullable(),
  attempt: z.int().nullable(),
  actor: z.string().nullable(),
  reason: z.string().nullable(),
  /** For a run: its state before and after. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  message: z.string().nullable(),
});
export type JournalEvent = z.infer<typeof journalEventSchema>;
