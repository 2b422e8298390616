import { z } from 'zod';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { asOfSeq } from '#shared/contract/operation.ts';
import { instant } from '#shared/contract/run-schema.ts';

const wholes = z.array(z.int());
const moments = z.array(instant.nullable());

/** One entry a run; `job` and `state` are places in `jobs` and `states`. */
const barsSchema = z.object({
  run: z.array(z.string()),
  job: wholes,
  state: wholes,
  /** When it was first ready, first started and ended. */
  readyAt: moments,
  startedAt: moments,
  endedAt: moments,
  attempts: wholes,
});

/** One entry a job and bin in which something ended, counted by ends. */
const binsSchema = z.object({
  binMs: z.int(),
  job: wholes,
  startAt: z.array(instant),
  succeeded: wholes,
  failed: wholes,
  /** Cancelled, expired or superseded. */
  other: wholes,
});

/**
 * A span of all jobs as columns of equal length. Runs that live are always bars; ended ones are bars while they are
 * few, else they are counted in bins.
 */
export const timelineSchema = z.object({
  from: instant,
  to: instant,
  detail: z.enum(['bars', 'bins']),
  jobs: z.object({
    name: z.array(z.string()),
    /** What a run of it usually takes; `null` where none has succeeded yet. */
    medianMs: z.array(z.int().nullable()),
  }),
  states: z.array(z.enum(RUN_STATES)),
  bars: barsSchema,
  bins: binsSchema,
  /** What will fire or start, earliest first; `run` is `null` for a trigger, whose run is made when it fires. */
  forecast: z.object({
    job: wholes,
    startAt: z.array(instant),
    run: z.array(z.string().nullable()),
    /** Of fires of a trigger that are closer together than this only the first is told. */
    apartMs: z.int(),
  }),
  asOfSeq,
});
export type Timeline = z.infer<typeof timelineSchema>;
