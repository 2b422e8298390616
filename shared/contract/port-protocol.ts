/*
 * The contract on a message port: a window's client at one end, an engine at the other. A message is one JSON text,
 * so that nothing gets into an engine that is no JSON, such as a cycle, a Map or a getter.
 *
 * The client begins. A `call` names an operation, as `runs.list`, and carries its input and an id that no call of
 * this port has had that is still open. The engine answers a call once, by an `answer` or an `error`, in any order
 * of calls. What it leaves out of an answer is `undefined`.
 *
 * An operation whose answer is a stream is answered by `stream`, then by an `event` for each of its events in their
 * order, then by `end` or an `error`. The engine may send two batches of events. The client asks for one `more` each
 * time it has used up a whole one; so neither end ever holds more than two, however far behind a reader is, and
 * the engine does not read ahead.
 *
 * A `cancel` ends a call or its stream: nobody waits for it, whether it was carried out or not. What the engine had
 * sent by then is ignored, and so are a `cancel` and a `more` for a call that has just come to its end.
 *
 * The engine does not trust the client. It closes the port at the first message that no client of ours sends:
 * what is no such text, or too long, an operation that the contract does not have, an id that is taken.
 *
 * A closed port is the end of all its calls. The client tells whoever waits that the answer is lost; the engine
 * cancels what is open.
 */

/** How many events the client asks for at once. */
export const STREAM_BATCH = 128;

export interface PortCall {
  readonly type: 'call';
  readonly id: number;
  readonly operation: string;
  readonly input?: unknown;
  /** A stream goes on behind the event of this id. */
  readonly lastEventId?: string | undefined;
}

export type ClientMessage =
  | PortCall
  | { readonly type: 'more'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number };

/** A refusal, in the form in which oRPC's errors make themselves JSON. */
export interface PortError {
  readonly defined: boolean;
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly data: unknown;
}

export type EngineMessage =
  | { readonly type: 'answer'; readonly id: number; readonly answer?: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: PortError }
  | { readonly type: 'stream'; readonly id: number }
  | {
      readonly type: 'event';
      readonly id: number;
      readonly event: unknown;
      readonly eventId?: string | undefined;
    }
  | { readonly type: 'end'; readonly id: number };
