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
/** Whether the keeper has the process, or ended before it could tell. */
export type Adoption = 'adopted' | 'unknown' | 'gone';
export type OnAnswer = (answer: AnswerOrGone) => void;

/** A conversation with a living keeper. */
export interface KeeperConnection {
  start(order: StartOrder, onAnswer: OnAnswer): void;
  /** Where the keeper has the process, what it says about it goes to `onAnswer` from then on. */
  adopt(token: AttemptToken, onAnswer: OnAnswer): Promise<Adoption>;
  cancel(token: AttemptToken, killGraceMs: number): void;
  /** Sends what is on its way, and calls nobody back any more. */
  close(): Promise<void>;
}

/** What is being said on one socket. */
interface Conversation extends Omit<KeeperConnection, 'close'> {
  hear(answer: KeeperAnswer): void;
  /** Nobody waits any more. */
  forget(): void;
  /** The keeper has ended: whoever waits is told. */
  break(): void;
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
  const send = (message: EngineMessage): void => void socket.write(toLine(message));
  const conversation = createConversation(send);
  const greeting = Promise.withResolvers<number | null>();

  function hear(received: unknown): void {
    const message = received as KeeperMessage;
    if (message.type === 'hello') greeting.resolve(message.protocol);
    else conversation.hear(message);
  }

  socket.setEncoding('utf8').on(
    'data',
    createMessageReader(hear, () => socket.destroy()),
  );
  socket.on('connect', () => send({ type: 'hello', protocol: KEEPER_PROTOCOL }));
  socket.on('error', (error) => {
    if (!isNobody(error)) greeting.reject(error);
  });
  const whenClosed = new Promise<void>((resolve) => {
    socket.on('close', () => {
      // One that leaves without a greeting was about to end itself.
      greeting.resolve(null);
      onClose();
      conversation.break();
      resolve();
    });
  });

  if (!(await isUnderstood(greeting.promise, socket))) return null;
  const close = (): Promise<void> => {
    conversation.forget();
    socket.end();
    return whenClosed;
  };
  return { ...conversation, close };
}

function createConversation(send: (message: EngineMessage) => void): Conversation {
  const waiting = new Map<AttemptToken, OnAnswer>();
  return {
    start(order, onAnswer) {
      waiting.set(order.token, onAnswer);
      send({ type: 'start', order });
    },
    adopt(token, onAnswer) {
      const { promise, resolve } = Promise.withResolvers<Adoption>();
      waiting.set(token, (first) => {
        if (first.type === 'unknown' || first.type === 'gone') return resolve(first.type);
        if (first.type === 'started') waiting.set(token, onAnswer);
        resolve('adopted');
        onAnswer(first);
      });
      send({ type: 'adopt', token });
      return promise;
    },
    cancel: (token, killGraceMs) => send({ type: 'cancel', token, killGraceMs }),
    hear(answer) {
      const onAnswer = waiting.get(answer.token);
      if (answer.type !== 'started') waiting.delete(answer.token);
      onAnswer?.(answer);
    },
    forget: () => waiting.clear(),
    break() {
      const left = [...waiting.values()];
      waiting.clear();
      for (const onAnswer of left) onAnswer({ type: 'gone' });
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
