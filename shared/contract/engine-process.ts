import { z } from 'zod';

/*
 * Between the desktop's main process and the process that runs the engine. Main sends orders, the first of them with
 * a port; the engine reports. What is asked of the engine itself goes over ports and never passes main.
 */

/** Given to the process as its only argument, as JSON. */
export const engineSettingsSchema = z.strictObject({
  /** Where the platform says, if `null`. */
  dataFolder: z.string().nullable(),
  isExample: z.boolean(),
  version: z.string(),
  /** A Node executable for the keeper; the one of the process itself if `null`. */
  nodePath: z.string().nullable(),
});
export type EngineSettings = z.infer<typeof engineSettingsSchema>;

export const engineOrderSchema = z.discriminatedUnion('type', [
  /** Answers the contract on the port that comes along. */
  z.strictObject({ type: z.literal('port') }),
  /** The system has come back from sleep. */
  z.strictObject({ type: z.literal('resumed') }),
  /** Ends the engine in order, then the process. */
  z.strictObject({ type: z.literal('stop') }),
  /** Its last word has been heard: the process may go. */
  z.strictObject({ type: z.literal('leave') }),
]);
export type EngineOrder = z.infer<typeof engineOrderSchema>;

export const engineReportSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('ready'),
    contractVersion: z.string(),
    dataFolder: z.string(),
    /** Another process runs the engine; this one passes on. */
    isAttached: z.boolean(),
  }),
  /** It ends because somebody asked for that by the contract. */
  z.strictObject({ type: z.literal('stopRequested'), sentence: z.string() }),
  /** It cannot run, and would not if it were tried again. */
  z.strictObject({ type: z.literal('refused'), sentence: z.string() }),
  /** The engine that it passed things on to is gone. */
  z.strictObject({ type: z.literal('lost'), sentence: z.string() }),
  /** Everything is stored and answered. It waits to be told to leave, so that the last answers are on their way. */
  z.strictObject({ type: z.literal('ended') }),
]);
export type EngineReport = z.infer<typeof engineReportSchema>;
