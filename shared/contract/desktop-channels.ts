/*
 * Names of what passes between the desktop's main process and its page. They stand apart from the schemas, so that
 * the preload, which passes things on and checks nothing, carries no schemas.
 */

/** What the page asks of the desktop. */
export const DESKTOP_CALL_NAMES = [
  'connect',
  'setCommands',
  'openExternal',
  'readEngineState',
  'restartEngine',
] as const;
export type DesktopCallName = (typeof DESKTOP_CALL_NAMES)[number];

/** What the desktop tells the page. */
export type DesktopEventName = 'engineState' | 'command' | 'port';

export const callChannel = (name: DesktopCallName): string => `nightdesk:call:${name}`;
export const eventChannel = (name: DesktopEventName): string => `nightdesk:event:${name}`;

/** `data.type` of the window message that brings a port to the page; it is the first of its `ports`. */
export const PORT_MESSAGE = 'nightdesk:port';
