import type { InstanceClient } from '#server/instance-client.ts';
import { createEngine } from '#engine/create-engine.ts';
import type { Engine } from '#engine/compose-engine.ts';
import { backUpBeforeMigration } from '#engine/back-up-at-rest.ts';
import { acquireDataFolder } from '#engine/data-folder.ts';
import { socketPathOf } from '#engine/socket-path.ts';
import type { HttpServer, HttpServerOptions } from '#server/http/http-server.ts';
import type { SocketServer } from '#server/socket-server.ts';
import { listenOnSocket } from '#server/socket-server.ts';
import { userName } from '#server/user-name.ts';

/** What jobs need around the engine: there before it starts, and until it has ended. */
export interface Surroundings {
  engineStarted(): Promise<void>;
  engineEnded(): Promise<void>;
}

export interface HostEngineOptions {
  readonly dataFolder: string;
  readonly version: string;
  readonly workers: number | undefined;
  /** How many automatic backups are kept, one a day; 7 if left out, and with 0 none is made. */
  readonly keptBackups?: number | undefined;
  /** The port of the console on this machine's own address; left out, nothing listens on the network. */
  readonly httpPort?: number | undefined;
  /** The file mask that the processes of jobs get; this process's own if left out. */
  readonly jobFileMask?: number | undefined;
  /** Done before anything is started or can be asked for; if it refuses, nothing has happened. */
  readonly prepare: (client: InstanceClient) => Promise<Surroundings | null>;
  /** A defect that did not end the engine. */
  readonly onDefect: (error: unknown) => void;
  /** The engine must not go on; it has been given no chance to end in order. */
  readonly onFatal: (error: Error) => void;
}

export interface HostedEngine {
  /** For doors that open later, such as the desktop's message ports. */
  readonly router: Engine['router'];
  /** Whoever calls from this machine. */
  readonly actorName: string;
  readonly client: InstanceClient;
  readonly socketPath: string;
  readonly http: Pick<HttpServer, 'port' | 'token' | 'newUrl'> | null;
  /** Resolves when somebody asked the engine to end itself. */
  readonly stopRequested: Promise<void>;
  /** The system has come back from sleep. */
  resumed(): void;
  /** Ends it in order and lets the data folder go. */
  stop(): Promise<void>;
}

/**
 * Runs an engine in this process, alone in its data folder and answering on its socket: the lock first, the
 * preparation on an engine that is not started yet, then the ways to reach it, then the engine itself. What fails on
 * the way is ended in the same order as everything is at the end.
 */
export async function hostEngine(options: HostEngineOptions): Promise<HostedEngine> {
  const { dataFolder, version, workers, jobFileMask, keptBackups, onFatal, onDefect } = options;
  const folder = acquireDataFolder(dataFolder, Date.now());
  const actorName = userName();
  const stopRequest = Promise.withResolvers<undefined>();
  const onStopRequested = () => stopRequest.resolve(undefined);
  const parts: Parts = { release: folder.release };
  const stop = stopOnce(parts);
  try {
    await backUpBeforeMigration(dataFolder, Date.now());
    const engine = createEngine({
      ...{ dataFolder, version, workers, jobFileMask, onStopRequested, onFatal, keptBackups },
    });
    parts.engine = engine;
    const client = engine.client(actorName);
    parts.surroundings = await options.prepare(client);
    const socketPath = socketPathOf(dataFolder, 'engine');
    const { router } = engine;
    const doors = { router, client, dataFolder, actorName, onDefect };
    const http = await openHttp(options.httpPort, doors);
    parts.http = http;
    const newConsoleUrl = http?.newUrl;
    parts.socket = await listenOnSocket({ ...doors, socketPath, newConsoleUrl });
    engine.start();
    await parts.surroundings?.engineStarted();
    const { promise: stopRequested } = stopRequest;
    const { resumed } = engine;
    return { router, actorName, client, socketPath, http, stopRequested, resumed, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Loaded only where it is wanted: an engine that only its owner's commands reach should weigh little. */
async function openHttp(
  port: number | undefined,
  doors: Omit<HttpServerOptions, 'port'>,
): Promise<HttpServer | null> {
  if (port === undefined) return null;
  const { listenOnLoopback } = await import('#server/http/http-server.ts');
  return listenOnLoopback({ ...doors, port });
}

/** As far as they are there. */
interface Parts {
  engine?: Engine;
  surroundings?: Surroundings | null;
  http?: HttpServer | null;
  socket?: SocketServer;
  readonly release: () => void;
}

/** However often it is asked for, it happens once, and everybody waits for the same end. */
function stopOnce(parts: Parts): () => Promise<void> {
  let stopped: Promise<void> | null = null;
  const stop = async () => {
    const { engine, surroundings, http, socket, release } = parts;
    // A page asks again and again: it is told at once that nobody answers any more.
    const httpClosed = http?.close();
    await engine?.stop();
    await surroundings?.engineEnded();
    await socket?.close();
    await httpClosed;
    release();
  };
  return () => (stopped ??= stop());
}
