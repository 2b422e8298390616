import { z } from 'zod';
import { GROUP_STATES, MARK_KINDS } from '#shared/domain/failure-group-state.ts';
import { METHODS } from '#shared/domain/method.ts';
import { TIME_JUMP_CAUSES } from '#shared/domain/time-jump-cause.ts';
import { instant } from '#shared/contract/run-schema.ts';

const counts = z.array(z.int());

/** Columns of equal length, one entry a span; spans without any run are there too, as zeros. */
export const throughputSchema = z.object({
  bucketMs: z.int(),
  startAt: z.array(instant),
  succeeded: counts,
  failed: counts,
  /** Cancelled, expired or superseded. */
  other: counts,
});
export type Throughput = z.infer<typeof throughputSchema>;

/** A trigger that will fire, or a run that is to start later. */
export const upcomingSchema = z.object({
  at: instant,
  job: z.string(),
  method: z.enum(METHODS),
  /** `null` for a run that is there already. */
  trigger: z.string().nullable(),
  /** `null` for a trigger: its run is made when it fires. */
  run: z.string().nullable(),
  reason: z.enum(['trigger', 'scheduled', 'retry']),
});
export type Upcoming = z.infer<typeof upcomingSchema>;

/** The machine slept, the engine stood still, or somebody set the clock; timers did not notice. */
export const timeJumpSchema = z.object({
  seenAt: instant,
  cause: z.enum(TIME_JUMP_CAUSES),
  /** What the clock showed before, or would have shown. */
  fromAt: instant,
  /** What it showed afterwards: earlier than `fromAt` where it was set back. */
  toAt: instant,
});
export type TimeJumpView = z.infer<typeof timeJumpSchema>;

/** The next instant of a trigger, which new time-zone data has moved. */
export const movedInstantSchema = z.object({
  movedAt: instant,
  job: z.string(),
  trigger: z.string(),
  fromAt: instant,
  /** `null`: by the new data it does not fire again. */
  toAt: instant.nullable(),
  /** The release that moved it. */
  zoneData: z.string(),
});
export type MovedInstant = z.infer<typeof movedInstantSchema>;

/** What somebody said about a group of failures. */
export const failureMarkSchema = z.object({
  kind: z.enum(MARK_KINDS),
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
});
export type FailureMark = z.infer<typeof failureMarkSchema>;

/** Failures with one fingerprint. */
export const failureGroupSchema = z.object({
  fingerprint: z.string(),
  /** Of the newest of them. */
  message: z.string(),
  failureClass: z.string(),
  state: z.enum(GROUP_STATES),
  /** The newest word about it, whether it still counts or not. */
  mark: failureMarkSchema.nullable(),
  jobs: z.array(z.string()),
  methods: z.array(z.enum(METHODS)),
  /** Failed or of unknown outcome, and nobody has set them right. */
  openCount: z.int(),
  /** Waiting for another attempt, or in one. */
  retryingCount: z.int(),
  /** Failed, and a later run or somebody's word has set them right. */
  resolvedCount: z.int(),
  /** How many of the open ones are of unknown outcome: they need a decision, and no retry. */
  unknownCount: z.int(),
  firstAt: instant,
  lastAt: instant,
  /** Failures in each span. */
  histogram: z.array(z.int()),
  /** The newest few, newest first. */
  samples: z.array(z.object({ run: z.string(), requestLine: z.string(), effect: z.string() })),
  /** The open ones that a retry would be accepted for, newest first, at most 1,000. */
  retryable: z.array(z.string()),
});
export type FailureGroup = z.infer<typeof failureGroupSchema>;
