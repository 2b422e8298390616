import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StreamLimitOptions } from '#server/http/stream-limit.ts';
import { createStreamLimit } from '#server/http/stream-limit.ts';

const EVENT = Buffer.from(`data: ${'x'.repeat(1_000)}\n\n`);

let answers: ServerResponse[];
let pulledCount: number;
let close: () => Promise<void>;
let port: number;
let readers: Socket[];

beforeEach(() => {
  answers = [];
  readers = [];
  pulledCount = 0;
});

afterEach(async () => {
  for (const reader of readers) reader.destroy();
  await close();
});

/** Events without an end, as many as the reader takes. */
function* events(): Generator<Buffer, void> {
  for (;;) {
    pulledCount += 1;
    yield EVENT;
  }
}

async function serveEvents(options: StreamLimitOptions): Promise<void> {
  const limit = createStreamLimit(options);
  const server = createServer((_request, response) => {
    answers.push(response);
    if (limit.admit(response)) Readable.from(events()).pipe(response);
    else response.writeHead(429).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}

async function read(): Promise<{ readonly socket: Socket; readonly status: string }> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  readers.push(socket);
  socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return { socket, status: chunk.toString('utf8').slice(9, 12) };
}

test('a reader that takes nothing any more is dropped, and has cost little until then', async () => {
  await serveEvents({ maxCount: 1, patienceMs: 200 });
  const { socket } = await read();
  socket.pause();
  await once(answers[0]!, 'close');
  expect(answers[0]!.writableFinished).toBe(false);
  // What the system's own buffers hold, and no more: events without an end would be here otherwise.
  expect(pulledCount * EVENT.length).toBeLessThan(64 * 1024 * 1024);
  expect((await read()).status).toBe('200');
});

test('a reader that goes on taking stays, and holds its place', async () => {
  await serveEvents({ maxCount: 1, patienceMs: 200 });
  const { socket } = await read();
  let byteCount = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > 20_000_000) break;
  }
  expect(byteCount).toBeGreaterThan(20_000_000);
});

test('there is a place again once a stream has ended', async () => {
  await serveEvents({ maxCount: 1, patienceMs: 30_000 });
  const first = await read();
  expect((await read()).status).toBe('429');
  first.socket.destroy();
  await once(answers[0]!, 'close');
  expect((await read()).status).toBe('200');
});
