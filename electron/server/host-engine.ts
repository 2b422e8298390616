import { userInfo } from 'node:os';
import type { InstanceClient } from '#server/instance-client.ts';
import { createEngine } from '#engine/create-engine.ts';
import type { Engine } from '#engine/compose-engine.ts';
import { acquireDataFolder } from '#engine/data-folder.ts';
import { socketPathOf } from '#engine/socket-path.ts';
import type { SocketServer } from '#server/socket-server.ts';
import { listenOnSocket } from '#server/socket-server.ts';

export interface HostEngineOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly workers: number | undefined;
  /** Done before anything is started or can be asked for; if it refuses, nothing has happened. */
  readonly prepare: (client: InstanceClient) => Promise<void>;
  /** A defect that did not end the engine. */
  readonly onDefect: (error: unknown) => void;
  /** The engine must not go on; it has been given no chance to end in order. */
  readonly onFatal: (error: Error) => void;
}

export interface HostedEngine {
  readonly client: InstanceClient;
  readonly socketPath: string;
  /** Resolves when somebody asked the engine to end itself. */
  readonly stopRequested: Promise<void>;
  /** Ends it in order and lets the data folder go. */
  stop(): Promise<void>;
}

/**
 * Runs an engine in this process, alone in its data folder and answering on its socket: the lock first, the
 * preparation on an engine that is not started yet, then the socket, then the engine itself.
 */
export async function hostEngine(options: HostEngineOptions): Promise<HostedEngine> {
  const { dataFolder, version, workers, onFatal, onDefect } = options;
  const folder = acquireDataFolder(dataFolder, Date.now());
  const actorName = userName();
  const stopRequest = Promise.withResolvers<undefined>();
  const onStopRequested = () => stopRequest.resolve(undefined);
  let engine: Engine | null = null;
  try {
    engine = createEngine({ dataFolder, version, workers, onStopRequested, onFatal });
    const client = engine.client(actorName);
    await options.prepare(client);
    const socketPath = socketPathOf(dataFolder, 'engine');
    const { router } = engine;
    const server = await listenOnSocket({ router, socketPath, actorName, onDefect });
    engine.start();
    const stop = stopOnce(engine, server, folder.release);
    return { client, socketPath, stopRequested: stopRequest.promise, stop };
  } catch (error) {
    await engine?.stop();
    folder.release();
    throw error;
  }
}

/** However often it is asked for, it happens once, and everybody waits for the same end. */
function stopOnce(engine: Engine, server: SocketServer, release: () => void): () => Promise<void> {
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    await engine.stop();
    await server.close();
    release();
  };
  return () => (stopped ??= stop());
}

/** Containers run under users without a name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
