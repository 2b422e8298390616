import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HttpHost } from '#test/support/http-host.ts';
import { CANARY, PAGE, SCRIPT, startHttpHost } from '#test/support/http-host.ts';
import { sendRaw } from '#test/support/raw-http.ts';

let host: HttpHost;

beforeAll(async () => {
  host = await startHttpHost();
});

afterAll(async () => {
  await host.close();
});

describe('the console over HTTP', () => {
  test.each(['/', '/index.html', '/runs', '/runs/k7fq-1042', '/jobs/send-reminder?tab=revisions'])(
    'is there at %s, so that a link into it works',
    async (at) => {
      const answer = await host.fetch(at);
      expect(await answer.text()).toBe(PAGE);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('has assets that a browser keeps for ever, with their own types', async () => {
    const answer = await host.fetch('/assets/index-CfLm.js');
    expect(await answer.text()).toBe(SCRIPT);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const icon = await host.fetch('/favicon.svg');
    expect(icon.headers.get('content-type')).toBe('image/svg+xml');
    expect(icon.headers.get('cache-control')).toBe('no-cache');
  });

  test('answers for a file that is not there that it is not, and with no page', async () => {
    const answer = await host.fetch('/assets/index-gone.js');
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('There is no such file.\n');
  });

  test('answers HEAD without a body, and nothing but reading', async () => {
    const head = await host.fetch('/', { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(PAGE.length));
    expect(await head.text()).toBe('');
    const post = await host.fetch('/', { method: 'POST' });
    expect({ status: post.status, allow: post.headers.get('allow') }).toEqual({
      ...{ status: 405, allow: 'GET, HEAD' },
    });
  });

  test('stays the build that it was while the next one is written', async () => {
    const file = path.join(host.consoleFolder, 'assets', 'index-CfLm.js');
    rmSync(file);
    expect(await (await host.fetch('/assets/index-CfLm.js')).text()).toBe(SCRIPT);
    writeFileSync(file, SCRIPT);
  });

  test('says how to build it where it is not built, and is there once it is', async () => {
    const other = await startHttpHost();
    rmSync(other.consoleFolder, { recursive: true });
    const missing = await other.fetch('/');
    expect(missing.status).toBe(503);
    expect(await missing.text()).toContain('npm run build');
    mkdirSync(other.consoleFolder);
    writeFileSync(path.join(other.consoleFolder, 'index.html'), PAGE);
    expect(await (await other.fetch('/')).text()).toBe(PAGE);
    await other.close();
  });
});

const DOTS = ['..', '%2e%2e', '%2E.', '.%2e', '%252e%252e', '..;', '....', '%c0%ae%c0%ae', '．．'];
const SLASHES = ['/', '\\', '%2f', '%5c', '%252f', '//', '/./', '%c0%af', '\0'];
const DEPTHS = [1, 2, 5];
const TARGETS = ['canary.txt', 'access-token', 'etc/passwd'];
const STARTS = ['/', '/assets/', '/runs/', '//', '/C:/', '/file:///', '/\\\\host\\share\\'];

const TRAVERSALS = STARTS.flatMap((start) =>
  DOTS.flatMap((dots) =>
    SLASHES.flatMap((slash) =>
      DEPTHS.flatMap((depth) => TARGETS.map((to) => start + `${dots}${slash}`.repeat(depth) + to)),
    ),
  ),
);

describe('no path leads out of the console', () => {
  test(`in any of ${TRAVERSALS.length} ways of writing it`, async () => {
    const { port, token } = host.server;
    for (const batch of batches(TRAVERSALS, 50)) {
      const answers = batch.map((at) =>
        sendRaw(port, [`GET ${at} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close']),
      );
      for (const [index, { status, body }] of (await Promise.all(answers)).entries()) {
        expect([200, 400, 401, 404], batch[index]).toContain(status);
        expect(body).not.toContain(CANARY);
        expect(body).not.toContain(token);
        expect(body).not.toContain('root:');
      }
    }
    expect(host.defects).toEqual([]);
  });
});

function batches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, index) => index * size);
  return starts.map((start) => items.slice(start, start + size));
}
