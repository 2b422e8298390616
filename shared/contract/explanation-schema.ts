import { z } from 'zod';
import { GATE_ACTIONS, GATE_NAMES } from '#shared/domain/gate.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { instant } from '#shared/contract/run-schema.ts';

/** One closed gate in words. */
export const closedGateSchema = z.object({
  gate: z.enum(GATE_NAMES),
  /** One sentence for a person. */
  sentence: z.string(),
  until: instant.nullable(),
  /** Runs that stand in the way. */
  blockers: z.array(z.string()),
  /** The concurrency key that is taken or paused. */
  key: z.string().nullable(),
  /** The paused trigger. */
  trigger: z.string().nullable(),
  actions: z.array(z.enum(GATE_ACTIONS)),
});
export type ClosedGate = z.infer<typeof closedGateSchema>;

export const runExplanationSchema = z.object({
  run: z.string(),
  /** The job's name. */
  job: z.string(),
  state: z.enum(RUN_STATES),
  /** The whole answer in one sentence. */
  sentence: z.string(),
  /** What keeps it from starting now; empty if nothing does, or if it is over. */
  gates: z.array(closedGateSchema),
  /** What its attempts waited for longest, each, where they waited. */
  waits: z.array(
    z.object({ attempt: z.int(), ms: z.int(), sentence: z.string(), run: z.string().nullable() }),
  ),
});
export type RunExplanation = z.infer<typeof runExplanationSchema>;

export const jobExplanationSchema = z.object({
  job: z.string(),
  sentence: z.string(),
  nextAt: instant.nullable(),
  /** Its runs that are not over, each with what keeps it: first those that need a person, 20 at most. */
  runs: z.array(runExplanationSchema),
});
export type JobExplanation = z.infer<typeof jobExplanationSchema>;
