import { STATUS_CODES, type IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { createRequire } from 'node:module';
import type { buildConnector, Dispatcher } from 'undici';
import type * as Undici from 'undici';
import type { HttpRequest } from '#engine/executors/http/http-request.ts';

/*
 * One request and its answer, on a connection of their own that is made for them and never used again. On a
 * kept connection that the server has just closed nobody can tell whether a request was sent; on a fresh one
 * the instant it is established parts the two: before it nothing was sent, after it anything may have been.
 *
 * The observer hears `connected`, `answered`, `received` (any number of times), `completed`, in this order.
 * `broke` may come instead of any but the first of them, and is then the last, as `completed` is.
 */

const require = createRequire(import.meta.url);

/** Loaded with the first request: it takes as much memory as the rest of the engine. */
const undici = () => require('undici') as typeof Undici;

export interface HttpAnswer {
  readonly status: number;
  /** `Service Unavailable`; empty for an unknown status that came without one. */
  readonly reason: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
}

export interface ExchangeObserver {
  /** From here on, the request counts as sent. */
  connected(): void;
  answered(answer: HttpAnswer): void;
  received(bytes: Uint8Array): void;
  completed(answer: HttpAnswer): void;
  broke(error: Error): void;
}

export interface Exchange {
  /** Closes the connection; the observer hears nothing more. Harmless at any time. */
  abort(): void;
}

/** Opens a connection, and returns its socket so that the opening can be called off. */
export type Connector = (
  options: buildConnector.Options,
  callback: buildConnector.Callback,
) => unknown;

/** HTTP/1.1 only: its one answer on one connection is what the rule about sending rests on. */
export function createConnector(connectTimeoutMs: number): Connector {
  let connector: Connector | null = null;
  return (options, callback) => {
    connector ??= undici().buildConnector({ timeout: connectTimeoutMs, allowH2: false });
    return connector(options, callback);
  };
}

/** Sends the request at once. A request that cannot be put into HTTP breaks before this returns. */
export function startExchange(
  request: HttpRequest,
  connector: Connector,
  observer: ExchangeObserver,
): Exchange {
  let answer: HttpAnswer | null = null;
  let isOver = false;
  const connection = createConnection(connector, () => {
    if (!isOver) observer.connected();
  });
  const { connect } = connection;
  const { Client } = undici();
  const client = new Client(request.url.origin, { connect, headersTimeout: 0, bodyTimeout: 0 });
  const finish = (): void => {
    isOver = true;
    connection.close();
    void client.destroy();
  };

  client.dispatch(toDispatchOptions(request), {
    onRequestStart: () => undefined,
    onResponseStart(_controller, status, headers, reason = '') {
      if (isOver || status < 200) return;
      answer = { status, reason: reason || (STATUS_CODES[status] ?? ''), headers };
      observer.answered(answer);
    },
    onResponseData(_controller, bytes) {
      if (!isOver) observer.received(bytes);
    },
    onResponseEnd() {
      if (isOver || answer === null) return;
      finish();
      observer.completed(answer);
    },
    onResponseError(_controller, error) {
      if (isOver) return;
      finish();
      observer.broke(error);
    },
  });
  return { abort: finish };
}

function toDispatchOptions({
  method,
  url,
  headers,
  body,
}: HttpRequest): Dispatcher.DispatchOptions {
  return { method, path: url.pathname + url.search, headers, body, reset: true };
}

/**
 * The one connection of an exchange. The client by itself would take up some broken requests again on a second
 * one, and would let one that it has not yet got go on opening after its own end.
 */
function createConnection(connector: Connector, onConnected: () => void) {
  let socket: unknown = null;
  const connect: buildConnector.connector = (options, callback) => {
    if (socket !== null) {
      callback(new Error('the connection was closed'), null);
      return;
    }
    socket = connector(options, (...result) => {
      if (result[0] === null) onConnected();
      callback(...result);
    });
  };
  const close = (): void => {
    if (socket instanceof Socket) socket.destroy(new Error('the exchange is over'));
  };
  return { connect, close };
}
