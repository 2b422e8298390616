import { z } from 'zod';
import { asOfSeq, command, commandId, query, reason } from '#shared/contract/operation.ts';
import { pauseSchema } from '#shared/contract/pause-operations.ts';
import { instant } from '#shared/contract/run-schema.ts';

export const instanceOperations = {
  describe: query('/instance', 'Who answers: identity, versions, what time it is there').output(
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
      /** IANA name of the zone that the instance's own clock is read in. */
      zone: z.string(),
      sqliteVersion: z.string(),
      workers: z.int(),
      runningCount: z.int(),
      /** Set while the whole scheduler is paused. */
      paused: pauseSchema.nullable(),
      /** `null` while all is well, else one sentence. */
      degradedBecause: z.string().nullable(),
      asOfSeq,
    }),
  ),
  stop: command('/instance/stop', 'Ends the engine in order; answers before it does')
    .input(z.strictObject({ commandId, reason }))
    .output(z.object({})),
};

/** What the instance remembers of a person, by the name they call under. */
export const deskOperations = {
  read: query('/desk', 'When the caller last looked').output(
    z.object({
      /** `null`: never before. */
      lastLookedAt: instant.nullable(),
    }),
  ),
  look: command('/desk/look', 'Notes that the caller has seen everything up to an instant')
    .input(z.strictObject({ commandId, at: instant }))
    .output(z.object({ lastLookedAt: instant })),
};
