import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '#shared/domain/refusal.ts';
import { closeServer } from '#server/close-server.ts';
import { takeAccessToken } from '#server/http/access-token.ts';
import { consoleFolder } from '#server/http/console-files.ts';
import type { HttpListenerOptions } from '#server/http/http-listener.ts';
import { createHttpListener } from '#server/http/http-listener.ts';
import { createOneTimeCodes } from '#server/http/one-time-codes.ts';

export interface HttpServerOptions
  extends
    Pick<HttpListenerOptions, 'router' | 'client' | 'actorName' | 'onDefect'>,
    Partial<Pick<HttpListenerOptions, 'consoleFolder' | 'streams'>> {
  readonly dataFolder: string;
  /** A free one is taken instead if somebody else has it. */
  readonly port: number;
}

export interface HttpServer {
  readonly port: number;
  /** For whoever calls the API. */
  readonly token: string;
  /** Where the console is, with a code in the fragment that lets a person in once. */
  newUrl(): string;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const MAX_CONNECTIONS = 256;
const TIMES = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
};
const STREAMS = { maxCount: 64, patienceMs: 30_000 };

/** Serves the console and the contract on this machine's own address. The caller holds the folder's lock. */
export async function listenOnLoopback(options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer(TIMES);
  server.maxConnections = MAX_CONNECTIONS;
  const port = await bind(server, options.port);
  const token = takeAccessToken(options.dataFolder);
  const codes = createOneTimeCodes({
    now: () => performance.now(),
    newCode: () => randomBytes(24).toString('base64url'),
  });
  const usual = { consoleFolder: consoleFolder(), streams: STREAMS };
  server.on('request', createHttpListener({ ...usual, ...options, port, token, codes }));
  return {
    ...{ port, token },
    newUrl: () => `http://${LOOPBACK}:${port}/#code=${codes.issue()}`,
    close: () => closeServer(server),
  };
}

async function bind(server: Server, wished: number): Promise<number> {
  try {
    return await listen(server, wished);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') return listen(server, 0);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal('unavailable', `port ${wished} cannot be opened: ${reason}`);
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
