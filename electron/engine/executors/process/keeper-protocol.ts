/**
 * What engine and keeper say to each other: one JSON object a line.
 *
 * The engine opens with `hello`, and the keeper answers with its own; from then on reports go to this
 * connection and to no earlier one. If the versions differ, neither says more. Then the engine may send, in
 * any order and without waiting:
 *
 * - `start`: answered by `started` and later `ended`; by `ended` alone if there could be no process; by
 *   `claimed` if somebody has claimed the attempt before; by `refused` if it could not be claimed
 * - `adopt`: answered by `started` and later `ended` while the keeper has the process, else by `unknown`
 * - `cancel`: followed by the `ended` of that process, whatever it came to; nothing if there is none
 */
import type { AttemptToken } from '#engine/core/executor.ts';
import type { ExitRecord } from '#engine/executors/process/attempt-folder.ts';

export const KEEPER_PROTOCOL = 1;

/** All that the keeper needs to know about a process. */
export interface StartOrder {
  readonly token: AttemptToken;
  readonly file: string;
  readonly args: readonly string[];
  /** Windows only: the arguments are already quoted. */
  readonly hasVerbatimArgs: boolean;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Which rights the files that it makes are denied, see umask(2). */
  readonly fileMask: number;
  readonly stdin: string;
  readonly timeoutMs: number;
  readonly killGraceMs: number;
  readonly logCapBytes: number;
}

export type EngineMessage =
  | { readonly type: 'hello'; readonly protocol: number }
  | { readonly type: 'start'; readonly order: StartOrder }
  | { readonly type: 'adopt'; readonly token: AttemptToken }
  | { readonly type: 'cancel'; readonly token: AttemptToken; readonly killGraceMs: number };

export type KeeperMessage = { readonly type: 'hello'; readonly protocol: number } | KeeperAnswer;

/** What the keeper says about one attempt. */
export type KeeperAnswer = { readonly token: AttemptToken } & (
  | { readonly type: 'started'; readonly pid: number }
  | { readonly type: 'ended'; readonly record: ExitRecord }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'claimed' | 'unknown' }
);

export function toLine(message: EngineMessage | KeeperMessage): string {
  return `${JSON.stringify(message)}\n`;
}

/**
 * Takes text as it comes from a socket, and hands over each message once its line is complete. What is no
 * message calls `onGarbage`; then it should be given no more.
 */
export function createMessageReader(
  onMessage: (message: unknown) => void,
  onGarbage: () => void,
): (text: string) => void {
  let parts: string[] = [];
  return (text) => {
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      const message = parseMessage(parts.join('') + line);
      parts = [];
      if (message === null) return onGarbage();
      onMessage(message);
    }
    parts.push(rest);
  };
}

function parseMessage(line: string): object | null {
  try {
    const message: unknown = JSON.parse(line);
    return typeof message === 'object' && message !== null && 'type' in message ? message : null;
  } catch {
    return null;
  }
}
