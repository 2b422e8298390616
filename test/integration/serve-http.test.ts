import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Desk } from '#test/support/desk.ts';
import { createDesk } from '#test/support/desk.ts';
import type { NightdeskProcess, ServedEngine } from '#test/support/nightdesk-process.ts';

interface Ready {
  readonly url?: string;
  readonly token?: string;
}

let desk: Desk;
let started: NightdeskProcess[];

beforeEach(() => {
  desk = createDesk();
  started = [];
});

afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  desk.remove();
});

async function serve(...args: readonly string[]): Promise<ServedEngine & Ready> {
  const engine = await desk.serve(args);
  started.push(engine);
  return { ...engine, ...(JSON.parse(engine.output.stdout) as Ready) };
}

const jobs = (url: string, token: string) =>
  fetch(new URL('/api/v1/jobs', url), { headers: { authorization: `Bearer ${token}` } });

const redeem = async (url: string) => {
  const { hash } = new URL(url);
  const answer = await fetch(new URL('/session', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.replace('#code=', '') }),
  });
  return (await answer.json()) as Ready;
};

describe('an engine that is served over HTTP', () => {
  test('tells its address and its token, and the address lets one in once', async () => {
    const { url, token } = await serve('--port', '0');
    expect((await jobs(url!, token!)).status).toBe(200);
    expect(await redeem(url!)).toEqual({ token });
    expect(await redeem(url!)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('takes a free port where the wished one is taken, and says so to a person', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const engine = desk.start('serve', '--port', String(port));
    started.push(engine);
    await once(engine.child.stdout!, 'data');
    const { stdout } = engine.output;
    expect(stdout).toContain(`Port ${port} is taken, so the console has another one.`);
    const url = /http:\/\/127\.0\.0\.1:\d+\/#code=\S+/.exec(stdout)![0];
    expect(new URL(url).port).not.toBe(String(port));
    expect(await redeem(url)).toMatchObject({ token: /^nightdesk_/ });
    other.close();
  });

  test('keeps its token over a restart, in a file that only its owner can read', async () => {
    const first = await serve('--port', '0');
    await first.kill();
    const file = path.join(desk.dataFolder, 'access-token');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toBe(`${first.token}\n`);
    const second = await serve('--port', new URL(first.url!).port);
    expect(second.token).toBe(first.token);
    expect((await jobs(first.url!, first.token!)).status).toBe(200);
  });

  test('makes another one where others could have read it, it is damaged or it was removed', async () => {
    const file = path.join(desk.dataFolder, 'access-token');
    const tokens = new Set<string>();
    const spoils = [
      () => chmodSync(file, 0o644),
      () => writeFileSync(file, 'nightdesk_short'),
      () => rmSync(file),
      () => undefined,
    ];
    for (const spoil of spoils) {
      const engine = await serve('--port', '0');
      tokens.add(engine.token!);
      await engine.stop();
      spoil();
    }
    expect(tokens.size).toBe(4);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('listens on nothing with `--no-http`, and says so when it is to be opened', async () => {
    const engine = await serve('--no-http');
    expect(Object.keys(JSON.parse(engine.output.stdout) as object)).toEqual(['pid', 'socket']);
    const { code, stderr } = await desk.command('open', '--print');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'nightdesk: this engine serves no console: start it without `--no-http`, or use the desktop application\n',
    });
  });

  test('is opened by `open`, each time with an address of its own', async () => {
    const { token } = await serve('--port', '0');
    const { url } = await desk.json<Required<Ready>>('open');
    const printed = (await desk.command('open', '--print')).stdout.trim();
    expect(printed).not.toBe(url);
    expect(await redeem(url)).toEqual({ token });
    expect(await redeem(printed)).toEqual({ token });
  });

  test('ends in order while a page follows it', async () => {
    const { url, token, stop } = await serve('--port', '0');
    const headers = { authorization: `Bearer ${token}` };
    const stream = await fetch(new URL('/api/v1/journal?afterSeq=0', url), { headers });
    const following = stream.text().catch(() => null);
    expect(await stop()).toMatchObject({ code: 0, stderr: '' });
    await following;
    await expect(jobs(url!, token!)).rejects.toThrow();
  });

  test.each(['-1', '65536', 'http', '80.5'])('refuses %s as a port', async (port) => {
    const { code, stderr } = await desk.command('serve', '--port', port);
    expect(code).toBe(2);
    expect(stderr).toContain('whole number from 0 to 65535');
  });
});
