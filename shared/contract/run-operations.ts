import { z } from 'zod';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { runExplanationSchema } from '#shared/contract/explanation-schema.ts';
import { journalEventSchema } from '#shared/contract/journal-schema.ts';
import { jsonInput } from '#shared/contract/json-input.ts';
import {
  asOfSeq,
  command,
  commandId,
  id,
  limit,
  query,
  reason,
  runCommand,
} from '#shared/contract/operation.ts';
import { runFilterSchema } from '#shared/contract/run-filter.ts';
import {
  instant,
  runChainSchema,
  runOutputSchema,
  runSchema,
} from '#shared/contract/run-schema.ts';

const ofRun = z.strictObject({ run: id });
const aRun = z.object({ run: runSchema });
/** `isMerged`: a pending GET of the same request is answered instead of a new run. */
const aPossiblyMergedRun = z.object({ run: runSchema, isMerged: z.boolean() });

export const runOperations = {
  list: query('/runs', 'Runs, newest first')
    .input(
      runFilterSchema.extend({
        /** Only runs older than this one. */
        before: id.optional(),
        limit,
      }),
    )
    .output(z.object({ runs: z.array(runSchema), asOfSeq })),
  count: query('/run-count', 'How many runs a filter means, by state')
    .input(runFilterSchema)
    .output(
      z.object({
        total: z.int(),
        byState: z.partialRecord(z.enum(RUN_STATES), z.int()),
        /** There are more: counting ended early. */
        isCapped: z.boolean(),
        asOfSeq,
      }),
    ),
  get: query('/runs/{run}', 'One run with its attempts')
    .input(ofRun)
    .output(z.object({ run: runSchema, asOfSeq })),
  explain: query('/runs/{run}/explanation', 'Why a run is not running')
    .input(ofRun)
    .output(runExplanationSchema),
  history: query('/runs/{run}/history', 'Everything that happened to a run, oldest first')
    .input(ofRun)
    .output(z.object({ events: z.array(journalEventSchema), asOfSeq })),
  chain: query(
    '/runs/{run}/chain',
    'What a run was made after or waits for, and what was made after it',
  )
    .input(ofRun)
    .output(runChainSchema.extend({ asOfSeq })),
  output: query('/runs/{run}/output', 'What a run hands on to those after it, as JSON')
    .input(ofRun)
    .output(runOutputSchema.extend({ asOfSeq })),
  retriggers: query('/runs/{run}/retriggers', 'The runs that were made from a run, oldest first')
    .input(ofRun)
    .output(z.object({ runs: z.array(runSchema), asOfSeq })),
  trigger: command('/runs', 'A run by hand, now or at an instant to come')
    .input(
      z.strictObject({
        commandId,
        job: id,
        /** Laid over the job's own input, field by field. */
        input: jsonInput.default({}),
        at: instant.nullable().default(null),
        reason,
      }),
    )
    .output(aPossiblyMergedRun),
  retry: command('/runs/{run}/retry', 'One more attempt, or the rest of a delay skipped')
    .input(runCommand)
    .output(aRun),
  retrigger: command('/runs/{run}/retrigger', 'A new run made from an old one, left untouched')
    .input(
      z.strictObject({
        commandId,
        run: id,
        /** Replaces the original's input as a whole; `null` keeps it. */
        input: jsonInput.nullable().default(null),
        /** The definition as it was when the original was made, or as it is now. */
        revision: z.enum(['as_it_ran', 'current']).default('current'),
        /** `same`: make sure it happened. `new`: do it again. */
        idempotencyKey: z.enum(['same', 'new']).default('new'),
        reason,
      }),
    )
    .output(aPossiblyMergedRun),
  cancel: command('/runs/{run}/cancel', 'Asks it to end, then ends it')
    .input(runCommand)
    .output(aRun),
  hold: command('/runs/{run}/hold', 'Keeps it from starting until it is released')
    .input(runCommand)
    .output(aRun),
  release: command('/runs/{run}/release', 'Ends its being held').input(runCommand).output(aRun),
  pin: command('/runs/{run}/pin', 'Keeps it for good: it is never deleted')
    .input(runCommand)
    .output(aRun),
  unpin: command('/runs/{run}/unpin', 'Lets it be deleted like any other')
    .input(runCommand)
    .output(aRun),
  resolve: command('/runs/{run}/resolve', 'Says what a run of unknown outcome came to')
    .input(runCommand.extend({ as: z.enum(['succeeded', 'failed', 'ready']) }))
    .output(aRun),
};

export const attemptOperations = {
  readLog: query('/runs/{run}/log', 'A piece of an attempt’s output, as text')
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
        /** Undecodable bytes have become U+FFFD. */
        text: z.string(),
        offset: z.int(),
        nextOffset: z.int(),
        /** Bytes before `offset` that were dropped because the output exceeded its cap. */
        omittedBytes: z.int(),
        /** Nothing more will come: the attempt has ended and this is the last of its output. */
        isComplete: z.boolean(),
      }),
    ),
};
