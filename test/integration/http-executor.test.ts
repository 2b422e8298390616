import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { createHttpBench, POST } from '#test/support/http-bench.ts';
import { LOOPBACK_CERTIFICATE } from '#test/support/loopback-certificate.ts';
import { closedPort } from '#test/support/loopback-server.ts';
import { START_AT } from '#test/support/test-clock.ts';

const { carryOut, serve, serveText, serveTls, start } = createHttpBench();

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
      output: null,
    });
  });

  test('that is JSON is handed on, also when it tells of a failure', async () => {
    let status = 200;
    const server = await serve((response) => response.writeHead(status).end('{"rows": 3}'));
    const output = { value: { rows: 3 }, fault: null };
    expect((await carryOut(`http://${server.host}/`)).outcome).toMatchObject({ output });
    status = 422;
    expect((await carryOut(`http://${server.host}/`)).outcome).toMatchObject({
      ...{ kind: 'failed', output },
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
      output: null,
    });
  });

  test('with words of its own for the status is quoted', async () => {
    const server = await serveText('HTTP/1.0 599 Out Of Paper\r\n\r\n');
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(outcome).toMatchObject({ failureClass: 'http:599', message: '599 Out Of Paper' });
  });

  test('without words for a known status gets the usual ones', async () => {
    const server = await serveText('HTTP/1.1 404 \r\ncontent-length: 0\r\n\r\n');
    const { outcome } = await carryOut(`http://${server.host}/`);
    expect(outcome).toMatchObject({ message: '404 Not Found' });
  });

  test('without words for an unknown status is just a number', async () => {
    const server = await serveText('HTTP/1.1 599 \r\ncontent-length: 0\r\n\r\n');
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

describe('a redirect', () => {
  test('of a GET is followed, and each step is in the log', async () => {
    const server = await serve((response, { url }) => {
      if (url === '/b') response.end('here');
      else response.writeHead(302, { location: '/b' }).write('not here, and no end of it');
    });
    const { outcome, log } = await carryOut(`http://${server.host}/a`, { input: { page: 2 } });
    expect(outcome).toMatchObject({ kind: 'succeeded', message: '200 OK' });
    expect(server.requests.map(({ url }) => url)).toEqual(['/a?page=2', '/b']);
    expect(log.replaceAll(server.host, 'host').replaceAll(/^(?!location).*: .*\n/gm, '')).toBe(
      'GET http://host/a?page=2\n302 Found\nlocation: /b\n\nGET http://host/b\n200 OK\n\nhere',
    );
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
    const { report, output } = start(`http://${server.host}/`);
    await report.whenEnded;
    const log = await output();
    expect(log.subarray(-body.length)).toEqual(body);
  });
});
