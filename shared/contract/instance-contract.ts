import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { CONTRACT_ERRORS } from '#shared/contract/errors.ts';
import { jobExplanationSchema, runExplanationSchema } from '#shared/contract/explanation-schema.ts';
import { jobSchema, occurrenceSchema } from '#shared/contract/job-schema.ts';
import { journalEventSchema } from '#shared/contract/journal-schema.ts';
import { instant, runSchema } from '#shared/contract/run-schema.ts';

/**
 * What every instance answers, whatever it is and however it is reached. Queries change nothing. Commands
 * carry a `commandId`: the engine remembers its answer in the transaction that carries it out, so asking
 * again after a lost connection is harmless. Lists say with `asOfSeq` up to which journal number they are
 * true; `journal.tail` goes on from there.
 */
const operation = oc.errors(CONTRACT_ERRORS);

const id = z
  .string()
  .regex(/^[0-9A-Za-z_-]{1,64}$/, 'letters, digits, "_" and "-" only, at most 64');
const commandId = id;
const reason = z.string().max(2_000).nullable().default(null);
const asOfSeq = z.int();
const aRun = z.object({ run: runSchema });
const limit = z.int().min(1).max(1_000).default(50);

const runCommand = z.strictObject({ commandId, run: id, reason });
const jobCommand = z.strictObject({ commandId, job: id, reason });

export const instanceContract = {
  instance: {
    /** Who answers: identity, versions, what time it is there. */
    describe: operation.output(
      z.object({
        code: z.string(),
        version: z.string(),
        contractVersion: z.string(),
        pid: z.int(),
        startedAt: instant,
        now: instant,
        dataFolder: z.string(),
        /** Release of the time-zone data, such as `2026c`. */
        zoneData: z.string(),
        sqliteVersion: z.string(),
        workers: z.int(),
        runningCount: z.int(),
        /** `null` while all is well, else one sentence. */
        degradedBecause: z.string().nullable(),
        asOfSeq,
      }),
    ),
    /** Ends the engine in order; answers before it does. */
    stop: operation.input(z.strictObject({ commandId, reason })).output(z.object({})),
  },
  jobs: {
    list: operation.output(z.object({ jobs: z.array(jobSchema), asOfSeq })),
    get: operation.input(z.strictObject({ job: id })).output(z.object({ job: jobSchema, asOfSeq })),
    /** Creates and changes jobs from raw definitions, all or none of them. */
    apply: operation
      .input(
        z.strictObject({
          commandId,
          /** As a job file holds them under `jobs:`, relative folders made absolute. */
          definitions: z.array(z.record(z.string(), z.unknown())).min(1).max(10_000),
          defaultZone: z.string(),
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
            }),
          ),
        }),
      ),
    pause: operation.input(jobCommand).output(z.object({ job: jobSchema })),
    resume: operation.input(jobCommand).output(z.object({ job: jobSchema })),
    explain: operation.input(z.strictObject({ job: id })).output(jobExplanationSchema),
    /** What became of the newest nominal instants, newest first. */
    occurrences: operation
      .input(z.strictObject({ job: id, limit }))
      .output(z.object({ occurrences: z.array(occurrenceSchema), asOfSeq })),
  },
  runs: {
    /** Newest first. */
    list: operation
      .input(
        z.strictObject({
          state: z.enum(RUN_STATES).optional(),
          job: id.optional(),
          /** Only runs older than this one. */
          before: id.optional(),
          limit,
        }),
      )
      .output(z.object({ runs: z.array(runSchema), asOfSeq })),
    get: operation.input(z.strictObject({ run: id })).output(z.object({ run: runSchema, asOfSeq })),
    explain: operation.input(z.strictObject({ run: id })).output(runExplanationSchema),
    /** A run by hand, now or at an instant to come. A pending GET of the same request is answered instead. */
    trigger: operation
      .input(
        z.strictObject({
          commandId,
          job: id,
          /** Laid over the job's own input, field by field. */
          input: z.record(z.string(), z.json()).default({}),
          at: instant.nullable().default(null),
          reason,
        }),
      )
      .output(z.object({ run: runSchema, isMerged: z.boolean() })),
    /** One more attempt of the same run, or the rest of a delay skipped. */
    retry: operation.input(runCommand).output(aRun),
    /** A new run made from an old one, which stays untouched. */
    retrigger: operation
      .input(
        z.strictObject({
          commandId,
          run: id,
          /** Replaces the original's input as a whole; `null` keeps it. */
          input: z.record(z.string(), z.json()).nullable().default(null),
          /** The definition as it was when the original was made, or as it is now. */
          revision: z.enum(['as_it_ran', 'current']).default('current'),
          /** `same`: make sure it happened. `new`: do it again. */
          idempotencyKey: z.enum(['same', 'new']).default('new'),
          reason,
        }),
      )
      .output(z.object({ run: runSchema, isMerged: z.boolean() })),
    cancel: operation.input(runCommand).output(aRun),
    hold: operation.input(runCommand).output(aRun),
    release: operation.input(runCommand).output(aRun),
    resolve: operation
      .input(runCommand.extend({ as: z.enum(['succeeded', 'failed', 'ready']) }))
      .output(aRun),
  },
  attempts: {
    /** A piece of an attempt's output, as text; undecodable bytes become U+FFFD. */
    readLog: operation
      .input(
        z.strictObject({
          run: id,
          /** `null`: the newest attempt. */
          attempt: z.int().min(1).nullable().default(null),
          offset: z.int().min(0).default(0),
          maxBytes: z.int().min(16).max(1_048_576).default(262_144),
        }),
      )
      .output(
        z.object({
          attempt: z.int(),
          text: z.string(),
          offset: z.int(),
          nextOffset: z.int(),
          /** Bytes before `offset` that were dropped because the output exceeded its cap. */
          omittedBytes: z.int(),
          /** Nothing more will come: the attempt has ended and this is the last of its output. */
          isComplete: z.boolean(),
        }),
      ),
  },
  journal: {
    /** Every event after a number, then each new one as it happens, without a gap. */
    tail: operation
      .input(z.strictObject({ afterSeq: z.int().min(0) }))
      .output(eventIterator(journalEventSchema)),
  },
};
