import { MessageChannel } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { connectPort } from '#renderer/data/connect-port.ts';
import { refusalOf } from '#test/contract/conformance/instance-under-test.ts';

let channel = new MessageChannel();
afterEach(() => {
  channel.port1.close();
  channel = new MessageChannel();
});

const lost = {
  code: 'UNAVAILABLE',
  message: 'the connection to the engine was lost before it had answered',
};

test('what was on its way when the other side closed is refused as unavailable', async () => {
  const { client } = connectPort(channel.port1);
  const answer = refusalOf(client.jobs.list());
  channel.port2.close();
  expect(await answer).toMatchObject(lost);
});

test('what is asked for after the end is refused at once, not left waiting', async () => {
  const connection = connectPort(channel.port1);
  connection.close();
  await connection.closed;
  expect(await refusalOf(connection.client.jobs.list())).toMatchObject(lost);
});

test('a stream ends with an error when its connection does', async () => {
  const { client, close } = connectPort(channel.port1);
  const asked = new Promise<string>((resolve) => channel.port2.once('message', resolve));
  const opening = client.journal.tail({ afterSeq: 0 });
  const { i } = JSON.parse(await asked) as { readonly i: string };
  channel.port2.postMessage(
    JSON.stringify({ i, p: { h: { 'content-type': 'text/event-stream' } } }),
  );
  const next = (await opening).next();
  close();
  await expect(next).rejects.toThrow();
});
