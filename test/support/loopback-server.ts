import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  createServer as createRawServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import { LOOPBACK_CERTIFICATE } from '#test/support/loopback-certificate.ts';

/** A request as the server has read it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The port at the other end: another one for every connection. */
  readonly remotePort: number;
}

export interface LoopbackServer {
  readonly port: number;
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** In the order of their arrival. */
  readonly requests: readonly ReceivedRequest[];
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** Reads each request to its end before `answer` may answer it, or not. */
export async function startHttpServer(answer: Answer): Promise<LoopbackServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(listener(requests, answer));
  return listening(server, requests);
}

export async function startHttpsServer(answer: Answer): Promise<LoopbackServer> {
  const requests: ReceivedRequest[] = [];
  const server = createTlsServer(LOOPBACK_CERTIFICATE, listener(requests, answer));
  return listening(server, requests);
}

/** A server that speaks whatever the test makes it speak. */
export async function startRawServer(
  onConnection: (socket: Socket) => void,
): Promise<LoopbackServer> {
  const server = createRawServer((socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  return listening(server, []);
}

/** A port where nobody listens any more. */
export async function closedPort(): Promise<number> {
  const server = await startRawServer((socket) => socket.destroy());
  await server.close();
  return server.port;
}

function listener(requests: ReceivedRequest[], answer: Answer) {
  return (incoming: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url = '', headers, socket } = incoming;
      const body = Buffer.concat(chunks).toString();
      const request = { method, url, headers, body, remotePort: socket.remotePort ?? 0 };
      requests.push(request);
      answer(response, request);
    });
  };
}

async function listening(server: Server, requests: ReceivedRequest[]): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    host: `127.0.0.1:${port}`,
    requests,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
