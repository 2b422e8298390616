/**
 * The keeper's ear: one socket on which the latest engine that introduced itself gets the reports. Without an
 * engine and without work the keeper ends; a connection that has not introduced itself keeps nobody awake, so
 * an engine counts as heard only when the keeper has returned its greeting.
 */
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { setLongTimer } from '#engine/executors/process/long-timer.ts';
import { createAttemptKeeper } from '#engine/executors/process/attempt-keeper.ts';
import type { AttemptKeeper } from '#engine/executors/process/attempt-keeper.ts';
import {
  createMessageReader,
  KEEPER_PROTOCOL,
  toLine,
} from '#engine/executors/process/keeper-protocol.ts';
import type { EngineMessage, KeeperMessage } from '#engine/executors/process/keeper-protocol.ts';
import { listenAlone } from '#engine/executors/process/keeper-socket.ts';
import type { Timer } from '#shared/lib/clock.ts';

const IDLE_MS = 1_000;

export interface KeeperServerDeps {
  readonly dataFolder: string;
  readonly socketPath: string;
  /** There is nothing left to do; the socket is closed already. */
  readonly onIdle: () => void;
}

/** Listens until idle. Resolves with false where the socket is that of another keeper, alive or dead. */
export async function startKeeperServer(deps: KeeperServerDeps): Promise<boolean> {
  let engine: Socket | null = null;
  let idle: Timer | null = null;
  const tell = (message: KeeperMessage): void => void engine?.write(toLine(message));
  const keeper = createAttemptKeeper({ dataFolder: deps.dataFolder, tell, onRest: watchIdle });
  const server = createServer(receive);
  const inTurn = createOrderlyQueue();

  function receive(socket: Socket): void {
    const onMessage = (received: unknown): void => {
      const message = received as EngineMessage;
      if (message.type === 'hello') welcome(socket, message.protocol);
      else
        inTurn(() => {
          if (socket === engine) obey(keeper, message);
        });
    };
    socket.setEncoding('utf8').on(
      'data',
      createMessageReader(onMessage, () => socket.destroy()),
    );
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (socket === engine) engine = null;
      watchIdle();
    });
  }

  function welcome(socket: Socket, protocol: number): void {
    socket.write(toLine({ type: 'hello', protocol: KEEPER_PROTOCOL }));
    if (protocol !== KEEPER_PROTOCOL) return;
    engine?.destroy();
    engine = socket;
    watchIdle();
  }

  function watchIdle(): void {
    idle?.cancel();
    idle = engine !== null || keeper.isBusy() ? null : setLongTimer(IDLE_MS, end);
  }

  function end(): void {
    leave?.();
    keeper.close();
    deps.onIdle();
  }

  const leave = await listenAlone(server, deps.socketPath);
  if (leave !== null) watchIdle();
  return leave !== null;
}

/**
 * One message a round of the event loop, in order. Starting a process blocks for milliseconds; between two
 * starts the exits of others are noticed and told, so that the engine can go on meanwhile.
 */
function createOrderlyQueue(): (action: () => void) => void {
  const waiting: (() => void)[] = [];
  function next(): void {
    waiting[0]?.();
    waiting.shift();
    if (waiting.length > 0) setImmediate(next);
  }
  return (action) => {
    if (waiting.push(action) === 1) setImmediate(next);
  };
}

function obey(keeper: AttemptKeeper, message: Exclude<EngineMessage, { type: 'hello' }>): void {
  switch (message.type) {
    case 'start':
      return keeper.start(message.order);
    case 'adopt':
      return keeper.adopt(message.token);
    case 'cancel':
      return keeper.cancel(message.token, message.killGraceMs);
  }
}
