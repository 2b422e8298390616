import { z } from 'zod';
import {
  failureGroupSchema,
  failureMarkSchema,
  movedInstantSchema,
  throughputSchema,
  timeJumpSchema,
  upcomingSchema,
} from '#shared/contract/activity-schema.ts';
import { occurrenceSchema } from '#shared/contract/job-schema.ts';
import { timelineSchema } from '#shared/contract/timeline-schema.ts';
import {
  asOfSeq,
  command,
  commandId,
  id,
  limit,
  query,
  reason,
} from '#shared/contract/operation.ts';
import { instant } from '#shared/contract/run-schema.ts';

/** What happened and what will, over all jobs. */
export const activityOperations = {
  throughput: query('/activity/throughput', 'How many runs ended in each span of time')
    .input(
      z.strictObject({
        from: instant,
        to: instant,
        /** Spans are aligned to the epoch; at most 1,000 of them are answered. */
        bucketMs: z.int().min(60_000),
        job: id.optional(),
      }),
    )
    .output(throughputSchema),
  timeline: query('/activity/timeline', 'A span of all jobs as columns: past, present and to come')
    .input(
      z.strictObject({
        from: instant,
        to: instant,
        /** How many bins of time can be told apart; what is more is counted together. */
        columns: z.int().min(1).max(2_000).default(300),
      }),
    )
    .output(timelineSchema),
  upcoming: query('/activity/upcoming', 'What will fire or start, earliest first')
    .input(z.strictObject({ until: instant.optional(), limit }))
    .output(z.object({ upcoming: z.array(upcomingSchema), asOfSeq })),
  missed: query(
    '/activity/missed',
    'Occurrences that did not run when they were due, decided since an instant, newest first',
  )
    .input(z.strictObject({ since: instant, limit }))
    .output(z.object({ occurrences: z.array(occurrenceSchema), asOfSeq })),
  timeJumps: query(
    '/activity/time-jumps',
    'When the machine slept or its clock was set, noticed since an instant, newest first',
  )
    .input(z.strictObject({ since: instant, limit }))
    .output(z.object({ jumps: z.array(timeJumpSchema), asOfSeq })),
  moved: query(
    '/activity/moved',
    'Instants that new time-zone data has moved since an instant, newest first',
  )
    .input(z.strictObject({ since: instant, limit }))
    .output(z.object({ moved: z.array(movedInstantSchema), asOfSeq })),
};

/** `fingerprint` names the group. */
const groupCommand = z.strictObject({ commandId, fingerprint: id, reason });

export const failureOperations = {
  list: query('/failures', 'Failures that look alike, as groups, the newest first')
    .input(
      z.strictObject({
        /** Groups seen since this instant. */
        since: instant,
        job: id.optional(),
      }),
    )
    .output(
      z.object({
        groups: z.array(failureGroupSchema),
        /** The spans of each group's histogram begin here, epoch milliseconds. */
        histogramFrom: instant,
        bucketMs: z.int(),
        asOfSeq,
      }),
    ),
  acknowledge: command('/failures/acknowledge', 'Say that somebody knows of a group of failures')
    .input(groupCommand)
    .output(z.object({ mark: failureMarkSchema })),
  resolve: command('/failures/resolve', 'Say that all that failed so far has been set right')
    .input(groupCommand)
    .output(z.object({ mark: failureMarkSchema })),
  reopen: command('/failures/reopen', 'Take back what was said last about a group of failures')
    .input(groupCommand)
    .output(z.object({ mark: failureMarkSchema.nullable() })),
};
