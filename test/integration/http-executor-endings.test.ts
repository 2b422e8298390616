import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { anAttemptRequest } from '#test/support/attempt-request.ts';
import { createHttpBench, POST } from '#test/support/http-bench.ts';
import { closedPort } from '#test/support/loopback-server.ts';
import { createRecordedReport } from '#test/support/recorded-report.ts';

const {
  carryOut,
  executorWith,
  serve,
  serveConnections,
  serveSilence,
  serveText,
  serveTls,
  start,
} = createHttpBench();

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
    expect(outcome.message).toMatch(/^Not sent: self-signed certificate/);
    expect(server.requests).toEqual([]);
  });

  test('because the receiver does not speak TLS is a network failure', async () => {
    const server = await serveText('hello');
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

  test.each([{ 'X-Shelf': 'a\r\nb' }, { 'X Shelf': 'a' }, { Upgrade: 'h2c' }])(
    'because of a header that HTTP cannot carry, %j, is a network failure',
    async (headers) => {
      const server = await serve((response) => response.end());
      const { outcome } = await carryOut(`http://${server.host}/`, { ...POST, headers });
      expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'network' });
      expect(server.requests).toEqual([]);
    },
  );
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
      const server = await serveConnections((socket) => {
        connectionCount++;
        socket.once('data', () => socket.resetAndDestroy());
      });
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
    const server = await serveConnections((socket) => socket.end());
    const { outcome } = await carryOut(`http://${server.host}/`, POST);
    expect(outcome).toMatchObject({ kind: 'failed', failureClass: 'no_answer' });
  });

  test.each([
    '',
    'HTTP/1.1 200 OK\r\ncontent-len',
    'HTTP/1.1 100 Continue\r\n\r\n',
    'SSH-2.0-x\r\n',
  ])('and answered with no more than %j is without an answer', async (text) => {
    const server = await serveText(text);
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
      const server = await serveText(text);
      const { outcome, log } = await carryOut(`http://${server.host}/`, POST);
      expect(outcome).toMatchObject({ failureClass: 'no_answer', httpStatus: 200 });
      expect(outcome.message).toMatch(/^200 OK, but the body broke off: ./);
      expect(log).toMatch(/\n\nhalf$/);
    },
  );

  test('and answered with a failure that breaks off has failed with its status', async () => {
    const text = 'HTTP/1.1 500 No\r\ncontent-length: 100\r\nretry-after: 5\r\n\r\nthe shelf';
    const server = await serveText(text);
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
    const { report, handle, armedCount } = start(`http://${server.host}/`);
    await report.whenEnded;
    expect(armedCount()).toBe(0);
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
    const { executor } = executorWith();
    const report = createRecordedReport();
    executor.resume(anAttemptRequest({ target: 'http://127.0.0.1:9/' }), report);
    expect(report.outcome).toBeNull();
    expect(await report.whenEnded).toMatchObject({ kind: 'lost' });
    await executor.close();
  });
});
