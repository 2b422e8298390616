import { z } from 'zod';
import { BULK_ITEM_STATES, MOST_BULK_ITEMS, UNDO_MS } from '#shared/domain/bulk.ts';
import {
  backfillPreviewSchema,
  bulkItemSchema,
  bulkPreviewSchema,
  bulkSchema,
  refusalGroupSchema,
  runDeedSchema,
} from '#shared/contract/bulk-schema.ts';
import {
  asOfSeq,
  command,
  commandId,
  id,
  limit,
  query,
  reason,
} from '#shared/contract/operation.ts';
import { runFilterSchema } from '#shared/contract/run-filter.ts';
import { instant } from '#shared/contract/run-schema.ts';

const HOUR_MS = 3_600_000;

const sinceEpoch = instant.min(0, 'nothing ran before 1970');
const ofBulk = z.strictObject({ bulk: id });
const bulkCommand = z.strictObject({ commandId, bulk: id, reason });
const aBulk = z.object({ bulk: bulkSchema });

/** How it goes about it, whatever it does. */
const procedure = z.strictObject({
  commandId,
  /** How many were looked at before: with any other number it is refused. */
  expectedCount: z.int().min(0).optional(),
  /** Milliseconds from one item to the next; `null`: 200 for what starts runs, else none. */
  spacingMs: z.int().min(0).max(HOUR_MS).nullable().default(null),
  /** How long it can be undone before its first item starts. */
  undoMs: z.int().min(0).max(HOUR_MS).default(UNDO_MS),
  /** Tells what would be done, and does nothing: `preview` is answered in place of `bulk`. */
  isDryRun: z.boolean().default(false),
  reason,
});

export const bulkOperations = {
  list: query('/bulks', 'What was done to many at once, newest first')
    .input(z.strictObject({ limit }))
    .output(z.object({ bulks: z.array(bulkSchema), asOfSeq })),
  get: query('/bulks/{bulk}', 'One bulk, with what was refused grouped by the reason')
    .input(ofBulk)
    .output(z.object({ bulk: bulkSchema, refusals: z.array(refusalGroupSchema), asOfSeq })),
  items: query('/bulks/{bulk}/items', 'What became of each, in order')
    .input(
      ofBulk.extend({
        /** Only those of this state. */
        state: z.enum(BULK_ITEM_STATES).optional(),
        /** Only those with a higher number. */
        after: z.int().min(0).default(0),
        limit,
      }),
    )
    .output(z.object({ items: z.array(bulkItemSchema), asOfSeq })),
  create: command('/bulks', 'Does one thing to many runs, each by its own rules')
    .input(
      procedure.extend({
        deed: runDeedSchema,
        /** Which runs: those that match now. Either this or `runs`. */
        filter: runFilterSchema.optional(),
        runs: z.array(id).min(1).max(MOST_BULK_ITEMS).optional(),
      }),
    )
    .output(z.object({ bulk: bulkSchema.nullable(), preview: bulkPreviewSchema.nullable() })),
  backfill: command('/backfills', 'A run for each instant of a trigger within a range')
    .input(
      procedure.extend({
        job: id,
        /** May be left out where the job has one trigger that fires by time. */
        trigger: z.string().max(200).nullable().default(null),
        /** The first instant that is meant. */
        from: sinceEpoch,
        /** The first instant that is not meant any more. */
        to: sinceEpoch,
        /** Also instants that have a run already: they get another one, linked to it. */
        isRepeating: z.boolean().default(false),
      }),
    )
    .output(z.object({ bulk: bulkSchema.nullable(), preview: backfillPreviewSchema.nullable() })),
  stop: command('/bulks/{bulk}/stop', 'Ends it where it is: what is left is not done')
    .input(bulkCommand)
    .output(aBulk),
  undo: command('/bulks/{bulk}/undo', 'Takes it back, as long as its first item has not started')
    .input(bulkCommand)
    .output(aBulk),
};
