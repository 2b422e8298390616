import { MessageChannel } from 'node:worker_threads';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { toPlainPort } from '#shared/lib/plain-port.ts';
import { toCheckedPort } from '#server/desktop/checked-port.ts';

const request = { i: '1', p: { u: '/jobs/list' } };

const unreadable: readonly (readonly [string, unknown])[] = [
  ['no text', { ...request }],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['no id', JSON.stringify({ p: request.p })],
  ['no path', JSON.stringify({ i: '1', p: {} })],
  ['a path of another host', JSON.stringify({ i: '1', p: { u: 'http://[' } })],
  ['a stream of its own', JSON.stringify({ i: '1', t: 3, p: { e: 'message' } })],
  [
    'a form',
    JSON.stringify({
      i: '1',
      p: { u: '/jobs/list', h: { 'content-type': 'multipart/form-data' } },
    }),
  ],
  ['a method that is no word', JSON.stringify({ i: '1', p: { u: '/jobs/list', m: 7 } })],
  ['more than sixteen megabytes', JSON.stringify({ ...request, b: 'x'.repeat(17 * 1024 * 1024) })],
];

test.each(unreadable)('a message that is %s closes the port', async (_, message) => {
  const { port1, port2 } = new MessageChannel();
  const passed: unknown[] = [];
  toCheckedPort(toPlainPort(port2)).onMessage.addListener((data) => passed.push(data));
  port1.postMessage(message);
  await once(port1, 'close');
  expect(passed).toEqual([]);
});

test('a request, its resumption and its end pass', async () => {
  const { port1, port2 } = new MessageChannel();
  const messages = [
    request,
    { i: '2', p: { u: '/journal/tail', m: 'GET', h: { 'last-event-id': '7' } } },
    { i: '2', t: 4 },
  ].map((message) => JSON.stringify(message));
  const passed: unknown[] = [];
  const all = new Promise<void>((resolve) => {
    toCheckedPort(toPlainPort(port2)).onMessage.addListener((data) => {
      if (passed.push(data) === messages.length) resolve();
    });
  });
  for (const message of messages) port1.postMessage(message);
  await all;
  expect(passed).toEqual(messages);
  port1.close();
});
