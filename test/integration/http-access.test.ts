import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractRoutes } from '#server/http/contract-routes.ts';
import type { HttpHost } from '#test/support/http-host.ts';
import { startHttpHost } from '#test/support/http-host.ts';
import { sendRaw } from '#test/support/raw-http.ts';

let host: HttpHost;

beforeAll(async () => {
  host = await startHttpHost();
});

afterAll(async () => {
  await host.close();
});

const hostLine = () => `Host: 127.0.0.1:${host.server.port}`;

/** Every operation of the contract under both prefixes, its parameters filled in. */
const OPERATIONS = contractRoutes().flatMap(({ name, method, apiPath, rpcPath }) => [
  [name, method, apiPath.replaceAll(/\{\w+\}/g, 'some')] as const,
  [name, 'POST', rpcPath] as const,
]);

/** What is below the prefixes and is no operation is nobody's business either. */
const ELSEWHERE = ['/api', '/api/', '/api/v1', '/api/v2/jobs', '/rpc', '/rpc/', '/rpc/nothing'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

const otherToken = `nightdesk_${'A'.repeat(43)}`;
const WITHOUT_ACCESS: readonly (readonly [string, (token: string) => readonly string[]])[] = [
  ['no token', () => []],
  ['another token', () => [`Authorization: Bearer ${otherToken}`]],
  ['half of the token', (token) => [`Authorization: Bearer ${token.slice(0, -1)}`]],
  ['the token and more', (token) => [`Authorization: Bearer ${token}x`]],
  ['the token by another scheme', (token) => [`Authorization: Basic ${token}`]],
  ['the token without a scheme', (token) => [`Authorization: ${token}`]],
  ['an empty token', () => ['Authorization: Bearer ']],
  ['the token in a cookie', (token) => [`Cookie: token=${token}`]],
];

describe('without the token', () => {
  test.each(OPERATIONS)(
    '%s is not answered (%s %s), and its body not read',
    async (_, method, path) => {
      for (const [, headers] of WITHOUT_ACCESS) {
        const answer = await sendRaw(
          host.server.port,
          // The rest of the body never comes: whoever reads it first waits for ever.
          [
            `${method} ${path} HTTP/1.1`,
            hostLine(),
            ...headers(host.server.token),
            'Content-Length: 99',
          ],
          '{"not',
        );
        expect(answer.status).toBe(401);
        expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
      }
    },
  );

  test.each(OPERATIONS)(
    '%s is not answered with it in the URL (%s %s)',
    async (_, method, path) => {
      const { token } = host.server;
      for (const query of [
        `token=${token}`,
        `access_token=${token}`,
        `authorization=Bearer%20${token}`,
      ]) {
        const lines = [`${method} ${path}?${query} HTTP/1.1`, hostLine()];
        expect((await sendRaw(host.server.port, lines)).status).toBe(401);
      }
    },
  );

  test.each(ELSEWHERE)('nothing is told about %s', async (path) => {
    for (const method of METHODS) {
      const answer = await sendRaw(host.server.port, [`${method} ${path} HTTP/1.1`, hostLine()]);
      expect(answer.status, method).toBe(401);
    }
  });

  test.each([
    '/x/../rpc/jobs/list',
    '/./api/v1/jobs',
    '/%2e%2e/api/v1/jobs',
    '/a\\..\\..\\rpc/jobs/list',
  ])('the detour %s is the same path', async (path) => {
    const lines = [`GET ${path} HTTP/1.1`, hostLine()];
    expect((await sendRaw(host.server.port, lines)).status).toBe(401);
  });

  test('what is public is declared: health, description, session and the console', async () => {
    expect((await host.fetch('/healthz')).status).toBe(200);
    expect((await host.fetch('/openapi.json')).status).toBe(200);
    expect((await host.fetch('/')).status).toBe(200);
    expect((await host.fetch('/session', { method: 'POST', body: '{}' })).status).toBe(415);
  });
});

describe('with the token', () => {
  test('every operation is answered by the contract, under both prefixes', async () => {
    for (const [name, method, path] of OPERATIONS) {
      if (name === 'journal.tail') continue;
      const isPost = method === 'POST';
      const headers = isPost ? { 'content-type': 'application/json' } : {};
      const answer = await host.call(path, { method, headers, ...(isPost ? { body: '{}' } : {}) });
      await answer.text();
      expect([200, 400, 404, 422], `${method} ${path}`).toContain(answer.status);
    }
    expect(host.defects).toEqual([]);
  });

  test('a path that is no operation says where they are listed', async () => {
    const answer = await host.call('/api/v1/nothing');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND', message: /openapi\.json/ });
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])(
    '%s is no way to call it',
    async (method) => {
      const answer = await host.call('/api/v1/jobs', { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, POST');
    },
  );

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body of %s is refused: a page elsewhere could send it',
    async (contentType) => {
      const headers = { 'content-type': contentType };
      const answer = await host.call('/api/v1/jobs', { method: 'POST', headers, body: '{}' });
      expect(answer.status).toBe(415);
    },
  );

  test('a body that is no JSON is refused in one sentence, without a stack trace', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const path of ['/api/v1/jobs', '/rpc/jobs/apply']) {
      const answer = await host.call(path, { method: 'POST', headers, body: '{"not' });
      const text = await answer.text();
      expect(answer.status).toBe(400);
      expect(text).not.toMatch(/node_modules|\bat \w+|\.ts:/);
    }
  });

  test('a body beyond 16 MB is refused before it comes', async () => {
    const { port, token } = host.server;
    for (const path of ['/api/v1/jobs', '/rpc/jobs/apply', '/session']) {
      const lines = [`POST ${path} HTTP/1.1`, hostLine(), `Authorization: Bearer ${token}`];
      const answer = await sendRaw(port, [...lines, `Content-Length: ${16 * 1024 * 1024 + 1}`]);
      expect(answer.status, path).toBe(413);
    }
  });

  test('the dialect of our own clients is refused in its own form', async () => {
    const answer = await host.fetch('/rpc/jobs/list', { method: 'POST' });
    expect(await answer.json()).toMatchObject({ json: { code: 'UNAUTHORIZED', status: 401 } });
  });
});

const STRANGE_HOSTS = [
  'evil.example',
  'evil.example:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1.evil.example:PORT',
  'localhost.evil.example:PORT',
  '0.0.0.0:PORT',
  '2130706433:PORT',
  '[::ffff:127.0.0.1]:PORT',
  'user@127.0.0.1:PORT',
  '127.0.0.1:PORT/path',
  '127.0.0.1:PORT, evil.example',
  ' ',
];

describe('the name that it is called by', () => {
  test.each(STRANGE_HOSTS)('is refused if it is "%s"', async (name) => {
    const { port, token } = host.server;
    const line = `Host: ${name.replace('PORT', String(port))}`;
    for (const path of [
      '/',
      '/healthz',
      '/openapi.json',
      '/api/v1/jobs',
      '/assets/index-CfLm.js',
    ]) {
      const lines = [`GET ${path} HTTP/1.1`, line, `Authorization: Bearer ${token}`];
      expect((await sendRaw(port, lines)).status, path).toBe(421);
    }
  });

  test.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'])('may be %s', async (name) => {
    const { port } = host.server;
    const lines = ['GET /healthz HTTP/1.1', `Host: ${name}:${port}`, 'Connection: close'];
    expect((await sendRaw(port, lines)).status).toBe(200);
  });

  test('is needed, and only once', async () => {
    const { port } = host.server;
    const twice = ['GET /healthz HTTP/1.1', hostLine(), 'Host: evil.example'];
    expect((await sendRaw(port, twice)).status).toBe(421);
    expect((await sendRaw(port, ['GET /healthz HTTP/1.1', 'Connection: close'])).status).toBe(400);
    expect((await sendRaw(port, ['GET /healthz HTTP/1.0'])).status).toBe(421);
  });

  test('is not taken from the request line or from what a proxy says', async () => {
    const { port } = host.server;
    const absolute = [`GET http://127.0.0.1:${port}/healthz HTTP/1.1`, 'Host: evil.example'];
    expect((await sendRaw(port, absolute)).status).not.toBe(200);
    const forwarded = [
      'GET / HTTP/1.1',
      'Host: evil.example',
      `X-Forwarded-Host: 127.0.0.1:${port}`,
    ];
    expect((await sendRaw(port, forwarded)).status).toBe(421);
  });
});

const STRANGE_ORIGINS = [
  'null',
  'http://evil.example',
  'https://127.0.0.1:PORT',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'http://127.0.0.1:PORT.evil.example',
  'http://localhost.evil.example:PORT',
  'file://',
  'chrome-extension://abcdef',
  'app://console',
];

describe('the page that a request comes from', () => {
  test.each(STRANGE_ORIGINS)('is refused if it is "%s"', async (origin) => {
    const headers = { origin: origin.replace('PORT', String(host.server.port)) };
    for (const path of ['/', '/healthz', '/api/v1/jobs']) {
      const answer = await host.call(path, { headers });
      await answer.text();
      expect(answer.status, path).toBe(403);
    }
    const session = await host.fetch('/session', { method: 'POST', headers });
    expect(session.status).toBe(403);
  });

  test('may be the console itself', async () => {
    const headers = { origin: host.origin };
    expect((await host.call('/api/v1/jobs', { headers })).status).toBe(200);
  });

  test('is never told that it may read an answer', async () => {
    for (const path of ['/', '/healthz', '/openapi.json', '/api/v1/jobs', '/nothing.js']) {
      const { headers } = await host.call(path);
      const names = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
      expect(names).toEqual([]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; script-src 'self';/,
      );
    }
  });
});

describe('one-time codes', () => {
  const redeem = (body: unknown) =>
    host.fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: host.origin },
      body: JSON.stringify(body),
    });
  const codeOf = (url: string) => new URL(url).hash.replace('#code=', '');

  test('become the token once', async () => {
    const code = codeOf(host.server.newUrl());
    const first = await redeem({ code });
    expect(await first.json()).toEqual({ token: host.server.token });
    const second = await redeem({ code });
    expect(second.status).toBe(403);
    expect(JSON.stringify(await second.json())).not.toContain(host.server.token);
  });

  test.each([
    [{}],
    [{ code: 7 }],
    [{ code: null }],
    [[]],
    ['text'],
    [null],
    [{ code: 'x'.repeat(9_999) }],
  ])('are refused as %j', async (body) => {
    expect([400, 403]).toContain((await redeem(body)).status);
  });

  test('have their refusal also where the body is longer than any and has not come whole', async () => {
    const { status } = await sendRaw(
      host.server.port,
      [
        ...['POST /session HTTP/1.1', hostLine(), `Origin: ${host.origin}`],
        ...['Content-Type: application/json', 'Content-Length: 100000'],
      ],
      'x'.repeat(9_999),
    );
    expect(status).toBe(400);
  });

  test('let nobody try for ever, and let the owner in whatever others try', async () => {
    const code = codeOf(host.server.newUrl());
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      statuses.push((await redeem({ code: `wrong-${count}` })).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect((await redeem({ code })).status).toBe(200);
  });
});
