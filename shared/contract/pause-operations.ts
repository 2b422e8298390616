import { z } from 'zod';
import { asOfSeq, command, commandId, id, query, reason } from '#shared/contract/operation.ts';
import { instant } from '#shared/contract/run-schema.ts';

/** Who stopped something, when, why, and until when it stays so. */
export const pauseSchema = z.object({
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
  /** When it ends by itself; `null`: when somebody resumes it. */
  until: instant.nullable(),
});
export type PauseDetails = z.infer<typeof pauseSchema>;

export const pauseViewSchema = pauseSchema.extend({
  scope: z.enum(['scheduler', 'job', 'trigger', 'key']),
  /** Of a job, and of the job of a trigger. */
  job: z.string().nullable(),
  trigger: z.string().nullable(),
  /** When that trigger fires, as a person would write it. */
  schedule: z.string().nullable(),
  /** The concurrency key. */
  key: z.string().nullable(),
});
export type PauseView = z.infer<typeof pauseViewSchema>;

/** What is meant: everything, a job, one of its triggers, or whatever takes a concurrency key. */
export const pauseOn = z.discriminatedUnion('scope', [
  z.strictObject({ scope: z.literal('scheduler') }),
  z.strictObject({ scope: z.literal('job'), job: id }),
  z.strictObject({ scope: z.literal('trigger'), job: id, trigger: z.string().max(500) }),
  z.strictObject({ scope: z.literal('key'), key: z.string().min(1).max(500) }),
]);
export type PauseOn = z.infer<typeof pauseOn>;

export const untilInstant = instant.nullable().default(null);

export const pauseOperations = {
  list: query('/pauses', 'Everything that is paused, by whom, why and until when').output(
    z.object({ pauses: z.array(pauseViewSchema), asOfSeq }),
  ),
  begin: command('/pauses', 'Lets nothing start of what is named; what runs goes on')
    .input(z.strictObject({ commandId, on: pauseOn, until: untilInstant, reason }))
    .output(z.object({ pauses: z.array(pauseViewSchema) })),
  end: command('/pauses/end', 'Lets what is named go on')
    .input(z.strictObject({ commandId, on: pauseOn, reason }))
    .output(z.object({ pauses: z.array(pauseViewSchema) })),
};
