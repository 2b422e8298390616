import { z } from 'zod';
import { jobExplanationSchema } from '#shared/contract/explanation-schema.ts';
import {
  excludedFiresSchema,
  fireTimeSchema,
  jobSchema,
  jobSummarySchema,
  occurrenceSchema,
  revisionSchema,
} from '#shared/contract/job-schema.ts';
import {
  asOfSeq,
  command,
  commandId,
  id,
  jobCommand,
  limit,
  query,
  reason,
} from '#shared/contract/operation.ts';
import { untilInstant } from '#shared/contract/pause-operations.ts';

const ofJob = z.strictObject({ job: id });

export const jobOperations = {
  list: query('/jobs', 'Every job, by name').output(
    z.object({ jobs: z.array(jobSchema), asOfSeq }),
  ),
  get: query('/jobs/{job}', 'One job')
    .input(ofJob)
    .output(z.object({ job: jobSchema, asOfSeq })),
  /** Beside `list`, because counting costs more than listing. */
  summaries: query('/job-summaries', 'How the newest runs of every job went').output(
    z.object({ summaries: z.array(jobSummarySchema), asOfSeq }),
  ),
  apply: command('/jobs', 'Creates and changes jobs from raw definitions, all or none of them')
    .input(
      z.strictObject({
        commandId,
        /** As a job file holds them under `jobs:`, relative folders made absolute. */
        definitions: z.array(z.record(z.string(), z.unknown())).min(1).max(10_000),
        defaultZone: z.string(),
        /** Tells what would become of them, and changes nothing. */
        isDryRun: z.boolean().default(false),
        reason,
      }),
    )
    .output(
      z.object({
        results: z.array(
          z.object({
            job: z.string(),
            verdict: z.enum(['created', 'changed', 'unchanged']),
            revision: z.int(),
            differences: z.array(z.string()),
            /** What was saved all the same, and is hardly meant; places as in the definitions. */
            warnings: z.array(z.object({ place: z.string(), message: z.string() })),
          }),
        ),
      }),
    ),
  pause: command('/jobs/{job}/pause', 'Starts no run of a job until it is resumed')
    .input(jobCommand.extend({ until: untilInstant }))
    .output(z.object({ job: jobSchema })),
  resume: command('/jobs/{job}/resume', 'Ends the pause of a job, and those of its triggers')
    .input(jobCommand)
    .output(z.object({ job: jobSchema })),
  explain: query('/jobs/{job}/explanation', 'Why a job is not running')
    .input(ofJob)
    .output(jobExplanationSchema),
  occurrences: query(
    '/jobs/{job}/occurrences',
    'What became of the newest nominal instants, newest first',
  )
    .input(z.strictObject({ job: id, limit }))
    .output(z.object({ occurrences: z.array(occurrenceSchema), asOfSeq })),
  fireTimes: query('/jobs/{job}/fire-times', 'When its triggers fire next, earliest first')
    .input(z.strictObject({ job: id, limit }))
    .output(
      z.object({
        fireTimes: z.array(fireTimeSchema),
        /** What exclusions leave out between now and the last of them, at most 10 for a trigger. */
        excluded: z.array(excludedFiresSchema),
      }),
    ),
  revisions: query('/jobs/{job}/revisions', 'Every definition that a job has had, newest first')
    .input(z.strictObject({ job: id, limit }))
    .output(z.object({ revisions: z.array(revisionSchema), asOfSeq })),
};
