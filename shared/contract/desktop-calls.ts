import { z } from 'zod';
import type { DesktopCallName } from '#shared/contract/desktop-channels.ts';

/*
 * The few things that the console asks of the desktop application, and is told by it. They are about the window, never
 * about an instance: those answer the contract. A browser has none of this: there is no `window.nightdeskDesktop`.
 */

/** A command of the console's registry, as the menu shows it. */
export const desktopCommandSchema = z.strictObject({
  /** Comes back when the menu entry is chosen. */
  id: z.string().regex(/^[0-9A-Za-z._-]{1,64}$/),
  title: z.string().min(1).max(120),
  /** The menu that it stands in. */
  group: z.string().min(1).max(40),
  /** Such as `r`, `mod+k` or `g f`; shown beside it. */
  keys: z.string().max(40).nullable(),
  isEnabled: z.boolean(),
});
export type DesktopCommand = z.infer<typeof desktopCommandSchema>;

const sentence = z.string();
/** How the desktop stands with the engine of its data folder. */
export const engineStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({
    state: z.literal('running'),
    dataFolder: z.string(),
    /** Another program runs the engine; the desktop only passes on what the console asks of it. */
    isAttached: z.boolean(),
  }),
  /** It ended unasked and is started again in a moment. */
  z.strictObject({ state: z.literal('restarting'), sentence }),
  /** Somebody asked it to end; it starts again when asked to. */
  z.strictObject({ state: z.literal('stopped'), sentence }),
  /** It is not tried again by itself. */
  z.strictObject({ state: z.literal('failed'), sentence }),
]);
export type EngineState = z.infer<typeof engineStateSchema>;

const nothing = z.strictObject({});

/** Every call with what it takes and answers. */
export const desktopCalls = {
  /** Asks for a port to the engine; it comes as a window message, and again after each restart of the engine. */
  connect: { input: nothing, output: nothing },
  /** Makes the menu anew. */
  setCommands: {
    input: z.strictObject({ commands: z.array(desktopCommandSchema).max(500) }),
    output: nothing,
  },
  /** Opens an `https:` address in the browser, after a question. */
  openExternal: {
    input: z.strictObject({ url: z.string().max(4_096) }),
    output: z.strictObject({ isOpened: z.boolean() }),
  },
  readEngineState: { input: nothing, output: engineStateSchema },
  /** Starts the engine again after it was stopped or has failed. */
  restartEngine: { input: nothing, output: nothing },
} satisfies Record<DesktopCallName, { readonly input: z.ZodType; readonly output: z.ZodType }>;

export type DesktopInput<Name extends DesktopCallName> = z.infer<
  (typeof desktopCalls)[Name]['input']
>;
export type DesktopOutput<Name extends DesktopCallName> = z.infer<
  (typeof desktopCalls)[Name]['output']
>;

/** What the preload puts into the page as `window.nightdeskDesktop`. Listeners are removed by what they return. */
export type NightdeskDesktop = {
  readonly [Name in DesktopCallName]: (input: DesktopInput<Name>) => Promise<DesktopOutput<Name>>;
} & {
  onEngineState(listener: (state: EngineState) => void): () => void;
  /** A menu entry was chosen; `id` is that of its command. */
  onCommand(listener: (id: string) => void): () => void;
};
