import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations } from '#test/contract/conformance/recorded-operations.ts';
import { contractRoutes } from '#server/http/contract-routes.ts';
import type { HttpHost } from '#test/support/http-host.ts';
import { startHttpHost } from '#test/support/http-host.ts';

let host: HttpHost;

beforeAll(async () => {
  host = await startHttpHost({ streams: { maxCount: 2, patienceMs: 30_000 } });
  await host.engine.apply(
    { name: 'nightly', method: 'GET', target: 'builtin:noop' },
    { name: 'mail', method: 'POST', target: 'builtin:noop' },
  );
  await host.engine.trigger('nightly');
  await host.engine.trigger('mail', {}, host.engine.clock.wallNow() + 3_600_000);
});

afterAll(async () => {
  await host.close();
});

interface Answer {
  readonly runs: readonly { readonly job: string }[];
  readonly data: { readonly issues: readonly { readonly path: readonly string[] }[] };
}

const ask = async (query: string) => {
  const answer = await host.call(`/api/v1/runs?${query}`);
  return { status: answer.status, ...((await answer.json()) as Answer) };
};

describe('a query string', () => {
  test.each([
    ['limit=1', 1],
    ['state=scheduled', 1],
    ['state=scheduled&state=running', 2],
    ['state[]=scheduled&state[]=running', 2],
    ['method=GET', 1],
    ['isLate=false', 2],
    ['isLate=true', 0],
    ['until=1', 0],
    ['since=0', 2],
  ])('%s means %i runs', async (query, count) => {
    const { status, runs } = await ask(query);
    expect({ status, count: runs.length }).toEqual({ status: 200, count });
  });

  test.each([
    ['limit=many', 'limit'],
    ['limit=1e3', 'limit'],
    ['limit=', 'limit'],
    ['limit=0x10', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['isLate=yes', 'isLate'],
    ['state=lost', 'state'],
    ['since=null', 'since'],
    ['job=../../etc/passwd', 'job'],
    ['__proto__[limit]=1', undefined],
    ['constructor=1', undefined],
  ])('%s is refused, with the place', async (query, place) => {
    const { status, data } = await ask(query);
    expect(status).toBe(400);
    expect(data.issues[0]?.path[0]).toBe(place);
  });

  test('reads `null` as nothing where nothing is allowed', async () => {
    const { runs } = await host.engine.client.runs.list({ job: 'nightly' });
    const answer = await host.call(`/api/v1/runs/${runs[0]!.id}/log?attempt=null&offset=0`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ attempt: 1, text: '' });
  });

  test('is read so, and the body of a command is not: there a text is a text', async () => {
    const send = (fields: object) =>
      host.call('/api/v1/runs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ commandId: 'c1', job: 'mail', ...fields }),
      });
    expect((await send({ at: '1795563853220' })).status).toBe(400);
    const answer = await send({ input: { number: '7', flag: 'true' } });
    expect(await answer.json()).toMatchObject({ run: { input: { number: '7', flag: 'true' } } });
  });
});

interface Description {
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly security: unknown;
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string }>>>
  >;
}

describe('the description of the API', () => {
  const describeApi = async () => (await (await host.fetch('/openapi.json')).json()) as Description;

  test('names every operation of the contract, and nothing else', async () => {
    const { paths } = await describeApi();
    const described = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(described.toSorted()).toEqual([...allOperations()].toSorted());
  });

  test('says where each of them is, with the prefix', async () => {
    const { paths, servers } = await describeApi();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${servers[0]?.url}${path}`),
    );
    const real = contractRoutes().map(({ method, apiPath }) => `${method} ${apiPath}`);
    expect(described.toSorted()).toEqual(real.toSorted());
  });

  test('is enough to call one', async () => {
    const { paths, servers } = await describeApi();
    const found = Object.entries(paths).find(([, { get }]) => get?.operationId === 'jobs.get');
    const at = `${servers[0]!.url}${found![0]}`.replace('{job}', 'nightly');
    expect(await (await host.call(at)).json()).toMatchObject({ job: { name: 'nightly' } });
  });

  test('says that a token is needed', async () => {
    const { info, security } = await describeApi();
    expect(info).toMatchObject({ title: 'Nightdesk', version: /^\d+\.\d+$/ });
    expect(security).toEqual([{ token: [] }]);
  });
});

/** The numbers of the first events that a stream sends. */
async function firstEvents(path: string, count: number, headers: Record<string, string> = {}) {
  const cut = new AbortController();
  const { body, status } = await host.call(path, { headers, signal: cut.signal });
  let text = '';
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if ([...text.matchAll(/^id: \d+$/gm)].length >= count) break;
  }
  cut.abort();
  return { status, ids: [...text.matchAll(/^id: (\d+)$/gm)].slice(0, count).map(([, id]) => id) };
}

describe('the stream of events', () => {
  const CALLS = [
    ['/api/v1/journal?afterSeq=0', '/api/v1/journal?afterSeq=2'],
    [
      '/rpc/journal/tail?data={"json":{"afterSeq":0}}',
      '/rpc/journal/tail?data={"json":{"afterSeq":2}}',
    ],
  ] as const;

  test.each(CALLS)('goes on after a number (%s)', async (_, path) => {
    expect(await firstEvents(path, 2)).toEqual({ status: 200, ids: ['3', '4'] });
  });

  test.each(CALLS)('goes on by the id of the last event (%s)', async (path) => {
    const { ids } = await firstEvents(path, 2, { 'last-event-id': '1' });
    expect(ids).toEqual(['2', '3']);
  });

  test.each(['seven', '-1', '1e9', '', '9'.repeat(30)])(
    'refuses "%s" as such an id',
    async (id) => {
      const answer = await host.call('/api/v1/journal?afterSeq=0', {
        headers: { 'last-event-id': id },
      });
      expect(answer.status).toBe(400);
    },
  );

  test('is had as often at once as the limit says, and again when one has ended', async () => {
    const path = '/api/v1/journal?afterSeq=0';
    const cut = new AbortController();
    const open = () => host.call(path, { signal: cut.signal });
    const first = await open();
    const second = await open();
    const third = await host.call(path);
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(await third.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await host.call('/api/v1/jobs')).status).toBe(200);
    cut.abort();
    await untilAnswered(async () => (await firstEvents(path, 1)).status === 200);
  });

  test('is counted also where slashes follow its path', async () => {
    const cut = new AbortController();
    const { signal } = cut;
    const open = () => host.call('/api/v1/journal?afterSeq=0', { signal });
    await open();
    await open();
    const paths = contractRoutes().flatMap(({ isStream, apiPath, rpcPath }) =>
      isStream ? [`${apiPath}/?afterSeq=0`, `${rpcPath}/?data={"json":{"afterSeq":0}}`] : [],
    );
    const statuses = paths.map(async (path) => (await host.call(path, { signal })).status);
    expect(await Promise.all(statuses)).toEqual(paths.map(() => 429));
    cut.abort();
    const again = async () => (await firstEvents('/api/v1/journal?afterSeq=0', 1)).status === 200;
    await untilAnswered(again);
  });
});

/** Asks until it is so; what it waits for is on its way. */
async function untilAnswered(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false)));
}

describe('the health of the engine', () => {
  test('is told without a token', async () => {
    const answer = await host.fetch('/healthz');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: 'ok' });
  });
});
