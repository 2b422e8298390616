import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AttemptRequest } from '#engine/core/executor.ts';
import { createHttpExecutor } from '#engine/executors/http-executor.ts';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import { anAttemptRequest } from '#test/support/attempt-request.ts';
import { LOOPBACK_CERTIFICATE } from '#test/support/loopback-certificate.ts';
import {
  closedPort,
  startHttpServer,
  startHttpsServer,
  startRawServer,
  type Answer,
  type LoopbackServer,
} from '#test/support/loopback-server.ts';
import { createRecordedReport } from '#test/support/recorded-report.ts';
import { createTestClock, START_AT } from '#test/support/test-clock.ts';

let folder = '';
const servers: LoopbackServer[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightdesk-http-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true });
});

async function serve(answer: Answer) {
  const server = await startHttpServer(answer);
  servers.push(server);
  return server;
}

async function serveTls(answer: Answer) {
  const server = await startHttpsServer(answer);
  servers.push(server);
  return server;
}

/** Answers the first bytes of every connection with exactly this text, and then does what `after` says. */
async function serveRaw(text: string, after: (socket: Socket) => void) {
  const server = await startRawServer((socket) => {
    socket.once('data', () => socket.write(text, () => after(socket)));
  });
  servers.push(server);
  return server;
}

/** Accepts a connection, and with `read` also reads, but never says a word. */
async function serveSilence({ isReading }: { readonly isReading: boolean }) {
  const arrival = Promise.withResolvers<Socket>();
  const server = await startRawServer((socket) => {
    if (isReading) socket.once('data', () => arrival.resolve(socket));
    else arrival.resolve(socket);
    socket.resume();
  });
  servers.push(server);
  return { ...server, whenArrived: arrival.promise };
}

function start(target: string, unusual: Partial<AttemptRequest> = {}, connectTimeoutMs?: number) {
  const clock = createTestClock();
  const request = anAttemptRequest({ target, ...unusual });
  const executor = createHttpExecutor({
    openLog: (token) => createCappedLog(join(folder, token)),
    clock,
    version: '1.2.3',
    ...(connectTimeoutMs !== undefined && { connectTimeoutMs }),
  });
  const report = createRecordedReport();
  const handle = executor.start(request, report);
  const output = async () => {
    const { bytes } = await createAttemptLogReader(folder).read(request.token, 0, 1_000_000);
    return Buffer.from(bytes).toString();
  };
  return { clock, report, handle, output };
}

/** The outcome and the log of an attempt that ends by itself. */
async function carryOut(target: string, unusual: Partial<AttemptRequest> = {}) {
  const { report, output } = start(target, unusual);
  const outcome = await report.whenEnded;
  expect(report.hasStarted).toBe(true);
  return { outcome, log: await output() };
}

const POST: Partial<AttemptRequest> = { method: 'POST' };

describe('what the receiver gets', () => {
  test('of a GET is the input as a query, the idempotency key and the circumstances', async () => {
    const server = await serve((response) => response.end());
    await carryOut(`http://ada:l@${server.host}/orders?open=1`, {
      input: { page: 2 },
      headers: { 'X-Shelf': '7' },
    });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      url: '/orders?open=1&page=2',
      body: '',
      headers: {
        host: server.host,
        connection: 'close',
        authorization: `Basic ${btoa('ada:l')}`,
        'user-agent': 'nightdesk/1.2.3',
        'idempotency-key': 'key-1',
        'nightdesk-run-id': 'run-1',
        'x-shelf': '7',
      },
    });
  });

  test('of a POST is the input as JSON', async () => {
    const server = await serve((response) => response.end());
    const input = { reason: 'überfällig' };
    await carryOut(`http://${server.host}/orders/42/expire`, { ...POST, input });
    expect(server.requests[0]).toMatchObject({
      method: 'POST',
      url: '/orders/42/expire',
      body: '{"reason":"überfällig"}',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1' },
    });
  });

  test('comes on a connection of its own each time', async () => {
    const server = await serve((response) => response.end());
    await carryOut(`http://${server.host}/`);
    await carryOut(`http://${server.host}/`);
    const ports = server.requests.map(({ remotePort }) => remotePort);
    expect(new Set(ports).size).toBe(2);
  });

  test('comes over TLS as well, from a sender that knows the certificate', async () => {
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, LOOPBACK_CERTIFICATE.cert]);
    try {
      const server = await serveTls((response) => response.end('hello'));
      const { outcome } = await carryOut(`https://${server.host}/`);
      expect(outcome).toMatchObject({ kind: 'succeeded', message: '200 OK' });
    } finally {
      setDefaultCACertificates(trusted);
    }
  });
});

describe('an answer', () => {
  test('of 2xx is success', async () => {
    const server = await serve((response) => response.writeHead(202).end('queued'));
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(outcome).toEqual({
      kind: 'succeeded',
      exitCode: null,
      httpStatus: 202,
      message: '202 Accepted',
    });
  });

  test('without a body is complete, too', async () => {
    const server = await serve((response) => response.writeHead(204).end());
    const { outcome } = await carryOut(`http://${server.host}/`, POST);
    expect(outcome).toMatchObject({ kind: 'succeeded', message: '204 No Content' });
  });

  test('that announces itself with an interim one is the one that comes last', async () => {
    const server = await serve((response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(500).end();
    });
    const { outcome, log } = await carryOut(`http://${server.host}/`);
    expect(outcome).toMatchObject({ failureClass: 'http:500' });
    expect(log).not.toContain('103');
  });

  test('of anything else is failure, and the message says what the receiver said', async () => {
    const server = await serve((response) => {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('the shelf is full\nat x.y\n');
    });
    const { outcome } = await carryOut(`http://${server.host}/`, POST);
    expect(outcome).toEqual({
      kind: 'failed',
      failureClass: 'http:503',
      exitCode: null,
      httpStatus: 503,
      signal: null,
      message: '503 Service Unavailable: the shelf is full',
      retryAfterMs: null,
    });
  });

  test('with words of its own for the status is quoted', async () => {
    const server = await serveRaw('HTTP/1.0 599 Out Of Paper\r\n\r\n', (socket) => socket.end());
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(outcome).toMatchObject({ failureClass: 'http:599', message: '599 Out Of Paper' });
  });

  test('without words for an unknown status is just a number', async () => {
    const server = await serveRaw('HTTP/1.1 599 \r\ncontent-length: 0\r\n\r\n', (s) => s.end());
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(outcome).toMatchObject({ message: '599' });
  });

  test.each([
    ['30', 30_000],
    [new Date(START_AT + 90_000).toUTCString(), 90_000],
    [new Date(START_AT - 90_000).toUTCString(), 0],
    ['soon', null],
  ])('that says Retry-After: %s asks to wait %s ms', async (retryAfter, retryAfterMs) => {
    const server = await serve((response) => {
      response.writeHead(429, { 'retry-after': retryAfter }).end();
    });
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(outcome).toMatchObject({ failureClass: 'http:429', retryAfterMs });
  });
});

describe('a request that was never sent', () => {
  test('because nobody listens is a network failure', async () => {
    const port = await closedPort();
    const { outcome, log } = await carryOut(`http://127.0.0.1:${port}/`, POST);
    const message = `Not sent: connect ECONNREFUSED 127.0.0.1:${port}`;
    expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'network', message });
    expect(log).toBe(`POST http://127.0.0.1:${port}/\n${message}\n`);
  });

  test('because nobody listens at any address of a name is a network failure', async () => {
    const { outcome } = await carryOut(`http://localhost:${await closedPort()}/`);
    expect(outcome).toMatchObject({ failureClass: 'network' });
    expect(outcome.message).toMatch(/^Not sent: .*ECONNREFUSED/);
  });

  test('because the name does not exist is a network failure', async () => {
    const { outcome } = await carryOut('http://nowhere.invalid/');
    expect(outcome).toMatchObject({ failureClass: 'network' });
    expect(outcome.message).toContain('nowhere.invalid');
  });

  test('because the certificate is not trusted is a network failure', async () => {
    const server = await serveTls((response) => response.end());
    const { outcome } = await carryOut(`https://${server.host}/`);
    expect(outcome).toMatchObject({ failureClass: 'network' });
    expect(outcome.message).toBe('Not sent: self-signed certificate');
    expect(server.requests).toEqual([]);
  });

  test('because the receiver does not speak TLS is a network failure', async () => {
    const server = await serveRaw('hello', (socket) => socket.end());
    const { outcome } = await carryOut(`https://${server.host}/`);
    expect(outcome).toMatchObject({ failureClass: 'network' });
  });

  test('because the connection took too long is a network failure', async () => {
    const server = await serveSilence({ isReading: false });
    const { report } = start(`https://${server.host}/`, {}, 20);
    expect(await report.whenEnded).toMatchObject({ kind: 'failed', failureClass: 'network' });
  });

  test('because the time of the attempt was up before has timed out on the network', async () => {
    const server = await serveSilence({ isReading: false });
    const { clock, report } = start(`https://${server.host}/`, { timeoutMs: 5_000 });
    const socket = await server.whenArrived;
    await clock.advance(5_000);
    expect(await report.whenEnded).toMatchObject({
      kind: 'timed_out',
      failureClass: 'network',
      message: 'No connection within 5s',
    });
    if (!socket.closed) await once(socket, 'close');
  });

  test('because the target is no address of the web is a network failure, with its secrets masked', async () => {
    const { report } = start('crm.local/orders?token=t');
    expect(report.hasStarted).toBe(false);
    expect(report.outcome).toMatchObject({
      kind: 'failed',
      failureClass: 'network',
      message: 'Not sent: "crm.local/orders?token=***" is no http or https address',
    });
  });

  test.each([
    { 'X-Shelf': 'a\r\nb' },
    { 'X Shelf': 'a' },
    { Upgrade: 'h2c' },
    { 'Content-Length': '7' },
  ])('because of a header that HTTP cannot carry, %j, is a network failure', async (headers) => {
    const server = await serve((response) => response.end());
    const { outcome } = await carryOut(`http://${server.host}/`, { ...POST, headers });
    expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'network' });
    expect(server.requests).toEqual([]);
  });
});

describe('a request that was sent', () => {
  test('and never answered times out', async () => {
    const server = await serveSilence({ isReading: true });
    const { clock, report } = start(`http://${server.host}/`, { ...POST, timeoutMs: 3_600_000 });
    const socket = await server.whenArrived;
    await clock.advance(3_599_999);
    expect(report.outcome).toBeNull();
    await clock.advance(1);
    expect(await report.whenEnded).toMatchObject({
      kind: 'timed_out',
      failureClass: 'timeout',
      httpStatus: null,
      message: 'No complete answer within 1h',
    });
    if (!socket.closed) await once(socket, 'close');
  });

  test.each(['GET', 'POST'] as const)(
    'and reset is without an answer, and a %s is not sent a second time',
    async (method) => {
      let connectionCount = 0;
      const server = await startRawServer((socket) => {
        connectionCount++;
        socket.once('data', () => socket.resetAndDestroy());
      });
      servers.push(server);
      const { outcome } = await carryOut(`http://${server.host}/`, { method });
      expect(outcome).toMatchObject({
        kind: 'failed',
        failureClass: 'no_answer',
        message: 'Sent, but no answer came: read ECONNRESET',
      });
      expect(connectionCount).toBe(1);
    },
  );

  test('on a connection that is closed at once is without an answer', async () => {
    const server = await startRawServer((socket) => socket.end());
    servers.push(server);
    const { outcome } = await carryOut(`http://${server.host}/`, POST);
    expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'no_answer' });
  });

  test.each([
    '',
    'HTTP/1.1 200 OK\r\ncontent-len',
    'HTTP/1.1 100 Continue\r\n\r\n',
    'SSH-2.0-x\r\n',
  ])('and answered with no more than %j is without an answer', async (text) => {
    const server = await serveRaw(text, (socket) => socket.end());
    const { outcome } = await carryOut(`http://${server.host}/`, POST);
    expect(outcome).toMatchObject({ failureClass: 'no_answer', httpStatus: null });
    expect(outcome.message).toMatch(/^Sent, but no answer came: ./);
  });

  test.each([
    ['a known length', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'],
    ['chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n'],
  ])(
    'and answered with a success that breaks off, of %s, is without an answer',
    async (_, text) => {
      const server = await serveRaw(text, (socket) => socket.end());
      const { outcome, log } = await carryOut(`http://${server.host}/`, POST);
      expect(outcome).toMatchObject({ failureClass: 'no_answer', httpStatus: 200 });
      expect(outcome.message).toMatch(/^200 OK, but the body broke off: ./);
      expect(log).toMatch(/\n\nhalf$/);
    },
  );

  test('and answered with a failure that breaks off has failed with its status', async () => {
    const text = 'HTTP/1.1 500 No\r\ncontent-length: 100\r\nretry-after: 5\r\n\r\nthe shelf';
    const server = await serveRaw(text, (socket) => socket.end());
    const { outcome } = await carryOut(`http://${server.host}/`, POST);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failureClass: 'http:500',
      message: '500 No: the shelf',
      retryAfterMs: 5_000,
    });
  });

  test.each([
    [200, { kind: 'timed_out', failureClass: 'timeout', httpStatus: 200 }],
    [503, { kind: 'failed', failureClass: 'http:503', httpStatus: 503 }],
  ])(
    'and answered with a %d that never ends is decided by the status',
    async (status, expected) => {
      const server = await serve((response) => response.writeHead(status).write('on and on'));
      const attempt = start(`http://${server.host}/`, { ...POST, timeoutMs: 5_000 });
      while (!(await attempt.output()).includes('on and on')) await attempt.clock.advance(0);
      await attempt.clock.advance(5_000);
      expect(await attempt.report.whenEnded).toMatchObject(expected);
    },
  );
});

describe('a redirect', () => {
  test('of a GET is followed, and each step is in the log', async () => {
    const server = await serve((response, { url }) => {
      if (url === '/b') response.end('here');
      else response.writeHead(302, { location: '/b?' }).end('not here');
    });
    const { outcome, log } = await carryOut(`http://${server.host}/a`, { input: { page: 2 } });
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(server.requests.map(({ url }) => url).slice(0, 2)).toEqual(['/a?page=2', '/b']);
    expect(log).toContain('302 Found');
  });

  test('in a circle ends after five', async () => {
    const server = await serve((response) => response.writeHead(302, { location: '/' }).end());
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(server.requests).toHaveLength(6);
    expect(outcome).toMatchObject({
      failureClass: 'http:302',
      message: '302 Found: this is redirect 6, and would lead to /',
    });
  });

  test('to another origin does not carry the credentials there', async () => {
    const there = await serve((response) => response.end());
    const here = await serve((response) => {
      response.writeHead(307, { location: `http://${there.host}/` }).end();
    });
    const headers = { Authorization: 'Bearer t', Cookie: 'c=1', 'X-Shelf': '7' };
    await carryOut(`http://${here.host}/`, { headers });
    expect(here.requests[0]?.headers).toMatchObject({ authorization: 'Bearer t', cookie: 'c=1' });
    expect(there.requests[0]?.headers).toMatchObject({ 'x-shelf': '7', host: there.host });
    expect(there.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(there.requests[0]?.headers).not.toHaveProperty('cookie');
  });

  test('that leads nowhere is without an answer, because something was sent', async () => {
    const port = await closedPort();
    const server = await serve((response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
    });
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(outcome).toMatchObject({ failureClass: 'no_answer' });
  });

  test('of a POST is a failure that names the place', async () => {
    const server = await serve((response) => {
      response.writeHead(303, { location: '/elsewhere?token=t' }).end();
    });
    const { outcome } = await carryOut(`http://${server.host}/`, POST);
    expect(server.requests).toHaveLength(1);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failureClass: 'http:303',
      message: '303 See Other: a POST does not follow to /elsewhere?token=***',
    });
  });
});

describe('the log', () => {
  test('holds the request line, the answer and its body, and no secret', async () => {
    const server = await serve((response) => {
      response.sendDate = false;
      response.setHeader('set-cookie', ['session=s1', 'theme=s2']);
      response.setHeader('x-auth-token', 's3');
      response.setHeader('content-location', '/orders?signature=s4');
      response.end('first line\nsecond line\n');
    });
    const target = `http://ada:s5@${server.host}/orders?page=2&api_key=s6`;
    const { log } = await carryOut(target, { input: { password: 's7' } });
    expect(log).toBe(
      [
        `GET http://${server.host}/orders?page=2&api_key=***&password=***`,
        '200 OK',
        'set-cookie: ***',
        'set-cookie: ***',
        'x-auth-token: ***',
        'content-location: /orders?signature=***',
        'connection: close',
        'content-length: 23',
        '',
        'first line\nsecond line\n',
      ].join('\n'),
    );
  });

  test('holds the bytes of the body as they are', async () => {
    const body = Buffer.from([0, 255, 128, 10, 13, 27]);
    const server = await serve((response) => response.end(body));
    const { report } = start(`http://${server.host}/`);
    await report.whenEnded;
    const reader = createAttemptLogReader(folder);
    const token = (await import('node:fs')).readdirSync(folder)[0]!;
    const { bytes } = await reader.read(token as AttemptRequest['token'], 0, 10_000);
    expect(Buffer.from(bytes).subarray(-body.length)).toEqual(body);
  });
});

describe('an attempt that is cancelled', () => {
  test('before its request was sent has done nothing', async () => {
    const server = await serveSilence({ isReading: false });
    const { report, handle } = start(`https://${server.host}/`, POST);
    const socket = await server.whenArrived;
    handle.cancel();
    handle.cancel();
    expect(await report.whenEnded).toEqual({
      kind: 'cancelled',
      exitCode: null,
      message: 'Cancelled before the request was sent',
    });
    if (!socket.closed) await once(socket, 'close');
  });

  test('after its request was sent says that the receiver may have acted', async () => {
    const server = await serveSilence({ isReading: true });
    const { report, handle } = start(`http://${server.host}/`, POST);
    const socket = await server.whenArrived;
    handle.cancel();
    expect(await report.whenEnded).toEqual({
      kind: 'cancelled',
      exitCode: null,
      message: 'Cancelled after the request was sent: the receiver may still have acted on it',
    });
    if (!socket.closed) await once(socket, 'close');
  });

  test('after its end stays what it was', async () => {
    const server = await serve((response) => response.end());
    const { report, handle } = start(`http://${server.host}/`);
    await report.whenEnded;
    handle.cancel();
    handle.release();
    expect(report.outcome).toMatchObject({ kind: 'succeeded' });
  });
});

describe('an attempt that the engine lets go of', () => {
  test('before its request was sent has certainly not begun', async () => {
    const server = await serveSilence({ isReading: false });
    const { report, handle } = start(`https://${server.host}/`, POST);
    await server.whenArrived;
    handle.release();
    expect(await report.whenEnded).toMatchObject({ kind: 'interrupted', hasStarted: false });
  });

  test('after its request was sent has begun', async () => {
    const server = await serveSilence({ isReading: true });
    const { report, handle } = start(`http://${server.host}/`, POST);
    await server.whenArrived;
    handle.release();
    expect(await report.whenEnded).toMatchObject({ kind: 'interrupted', hasStarted: true });
  });

  test('by dying is lost', async () => {
    const executor = createHttpExecutor({
      openLog: (token) => createCappedLog(join(folder, token)),
      clock: createTestClock(),
      version: '1.2.3',
    });
    const report = createRecordedReport();
    executor.resume(anAttemptRequest({ target: 'http://127.0.0.1:9/' }), report);
    expect(report.outcome).toBeNull();
    expect(await report.whenEnded).toMatchObject({ kind: 'lost' });
    await executor.close();
  });
});
