import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { AttemptToken } from '#engine/core/executor.ts';
import {
  createMessageReader,
  KEEPER_PROTOCOL,
  toLine,
} from '#engine/executors/process/keeper-protocol.ts';
import type {
  EngineMessage,
  KeeperAnswer,
  KeeperMessage,
  StartOrder,
} from '#engine/executors/process/keeper-protocol.ts';

const HELLO_LIMIT_MS = 10_000;

/** What became of a request: the keeper's answer, or `gone` where it ended before its last answer. */
export type AnswerOrGone = KeeperAnswer | { readonly type: 'gone' };
export type OnAnswer = (answer: AnswerOrGone) => void;

/** A conversation with a living keeper. */
export interface KeeperConnection {
  start(order: StartOrder, onAnswer: OnAnswer): void;
  adopt(token: AttemptToken, onAnswer: OnAnswer): void;
  cancel(token: AttemptToken, killGraceMs: number): void;
  /** Sends what is on its way, and calls nobody back any more. */
  close(): Promise<void>;
}

/**
 * Introduces this engine to the keeper that listens at `socketPath`; `null` if certainly nobody does. Throws
 * if somebody does who does not answer, or speaks another version.
 */
export async function openKeeperConnection(
  socketPath: string,
  onClose: () => void,
): Promise<KeeperConnection | null> {
  const socket = connect(socketPath);
  const greeting = Promise.withResolvers<number | null>();
  const waiting = new Map<AttemptToken, OnAnswer>();
  const send = (message: EngineMessage): void => void socket.write(toLine(message));

  function hear(received: unknown): void {
    const message = received as KeeperMessage;
    if (message.type === 'hello') return greeting.resolve(message.protocol);
    const onAnswer = waiting.get(message.token);
    if (message.type !== 'started') waiting.delete(message.token);
    onAnswer?.(message);
  }

  function part(): void {
    // One that leaves without a greeting was about to end itself.
    greeting.resolve(null);
    onClose();
    const left = [...waiting.values()];
    waiting.clear();
    for (const onAnswer of left) onAnswer({ type: 'gone' });
  }

  socket.setEncoding('utf8').on('data', createMessageReader(hear));
  socket.on('connect', () => send({ type: 'hello', protocol: KEEPER_PROTOCOL }));
  socket.on('error', (error) => {
    if (!isNobody(error)) greeting.reject(error);
  });
  const whenClosed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      part();
      resolve();
    });
  });

  if (!(await isUnderstood(greeting.promise, socket))) return null;
  return {
    start(order, onAnswer) {
      waiting.set(order.token, onAnswer);
      send({ type: 'start', order });
    },
    adopt(token, onAnswer) {
      waiting.set(token, onAnswer);
      send({ type: 'adopt', token });
    },
    cancel: (token, killGraceMs) => send({ type: 'cancel', token, killGraceMs }),
    close() {
      waiting.clear();
      socket.end();
      return whenClosed;
    },
  };
}

async function isUnderstood(greeting: Promise<number | null>, socket: Socket): Promise<boolean> {
  const late = setTimeout(() => {
    socket.destroy(new Error('the keeper of this data folder does not answer'));
  }, HELLO_LIMIT_MS);
  const protocol = await greeting.finally(() => clearTimeout(late));
  if (protocol === null || protocol === KEEPER_PROTOCOL) return protocol !== null;
  socket.destroy();
  throw new Error(
    `the keeper of this data folder speaks version ${protocol}, this engine version ${KEEPER_PROTOCOL}; it ends by itself once its work is done`,
  );
}

function isNobody(error: NodeJS.ErrnoException): boolean {
  return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(error.code ?? '');
}
