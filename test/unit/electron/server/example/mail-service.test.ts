import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillWorkspace } from '#server/example/fill-workspace.ts';
import type { MailService } from '#server/example/start-mail-service.ts';
import { startMailService } from '#server/example/start-mail-service.ts';

const ANY_PORT = 0;

let workspace: string;
let service: MailService;

beforeEach(async () => {
  workspace = mkdtempSync(path.join(tmpdir(), 'nightdesk-mail-'));
  fillWorkspace(workspace);
  service = await startMailService(workspace, ANY_PORT);
});

afterEach(async () => {
  await service.stop();
  rmSync(workspace, { recursive: true });
});

async function ask(method: string, where: string, more: RequestInit = {}) {
  const response = await fetch(`http://127.0.0.1:${service.port}${where}`, { method, ...more });
  const text = (await response.text()).trim();
  return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
}

function send(address: string, key: string, customer = 'Ada Lovelace') {
  return ask('POST', '/mails', {
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ customer, address, order: 1044 }),
  });
}

function sentMails(): readonly string[] {
  return readdirSync(path.join(workspace, 'mail/sent'));
}

test('a mail is sent by writing it down', async () => {
  expect(await send('ada@example.org', 'one')).toMatchObject({
    status: 201,
    text: 'sent to ada@example.org',
  });
  expect(readFileSync(path.join(workspace, 'mail/sent/one.txt'), 'utf8')).toContain(
    'To: Ada Lovelace <ada@example.org>\nSubject: Your order 1044 is waiting\n',
  );
});

test('an address without @ is refused each time, with the reason', async () => {
  const refused = { status: 422, text: 'ada(at)example.org is no mail address: it has no @' };
  expect(await send('ada(at)example.org', 'one')).toMatchObject(refused);
  expect(await send('ada(at)example.org', 'one')).toMatchObject(refused);
  expect(sentMails()).toEqual([]);
});

test('example.net asks each message to come back once', async () => {
  const later = { status: 503, retryAfter: '3' };
  expect(await send('a@example.net', 'one')).toMatchObject(later);
  expect(await send('a@example.net', 'two')).toMatchObject(later);
  expect(await send('a@example.net', 'one')).toMatchObject({ status: 201, retryAfter: null });
  expect(sentMails()).toEqual(['one.txt']);
});

test('a message that was sent is not sent twice', async () => {
  await send('ada@example.org', 'one');
  expect(await send('ada@example.org', 'one')).toMatchObject({
    status: 200,
    text: 'this mail was sent before: not sent again',
  });
  expect(sentMails()).toEqual(['one.txt']);
});

test('a key that is no safe name of a file names none', async () => {
  await send('ada@example.org', '../../outside');
  expect(sentMails()).toEqual([expect.stringMatching(/^[0-9a-f-]{36}\.txt$/)]);
});

test('a customer cannot add lines to the head of a mail', async () => {
  await send('ada@example.org', 'one', 'Ada\r\nBcc: everybody@example.org');
  const mail = readFileSync(path.join(workspace, 'mail/sent/one.txt'), 'utf8');
  expect(mail).not.toMatch(/^Bcc:/m);
});

test('the health check says how many mails were sent', async () => {
  await send('ada@example.org', 'one');
  expect(await ask('GET', '/health')).toMatchObject({ status: 200, text: 'well, mails sent: 1' });
});

test.each([
  ['no JSON', 400, { headers: { 'content-type': 'application/json' }, body: '{' }],
  ['null', 400, { headers: { 'content-type': 'application/json' }, body: 'null' }],
  ['another type', 415, { headers: { 'content-type': 'text/plain' }, body: '{}' }],
  ['too long', 413, { headers: { 'content-type': 'application/json' }, body: ' '.repeat(70_000) }],
])('a request that is %s is answered %i', async (_what, status, request) => {
  expect(await ask('POST', '/mails', request)).toMatchObject({ status });
});

test('where the port is taken, the service takes another one', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const second = await startMailService(workspace, port);
  expect(second.port).not.toBe(port);
  await second.stop();
  other.close();
});

test('the service ends when it is stopped, and its port is free again', async () => {
  const { port } = service;
  await service.stop();
  const next = await startMailService(workspace, port);
  expect(next.port).toBe(port);
  await next.stop();
});
