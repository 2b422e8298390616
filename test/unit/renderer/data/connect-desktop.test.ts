import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { PORT_MESSAGE } from '#shared/contract/desktop-channels.ts';
import type { PortCall } from '#shared/contract/port-protocol.ts';
import type { EventTargetPort } from '#shared/lib/plain-port.ts';
import type { PortPage } from '#renderer/data/connect-desktop.ts';
import { connectDesktop } from '#renderer/data/connect-desktop.ts';
import { refusalOf } from '#test/contract/conformance/instance-under-test.ts';

type Listener = Parameters<PortPage['addEventListener']>[1];

/** A page that the preload sends ports to; `engine` answers what is asked over the newest of them. */
function openPage() {
  const listeners: Listener[] = [];
  const page: PortPage = { addEventListener: (_type, listener) => listeners.push(listener) };
  const calls: object[] = [];
  const client = connectDesktop(
    {
      async connect(input) {
        calls.push(input);
        return {};
      },
    },
    page,
  );
  /** Node’s port is an event target too, which its types do not tell. */
  function send(port: MessagePort, source: unknown = page): void {
    for (const listener of listeners)
      listener({
        source,
        data: { type: PORT_MESSAGE },
        ports: [port as unknown as EventTargetPort],
      });
  }
  return { client, calls, send };
}

function openEngine(answer: string): MessageChannel {
  const channel = new MessageChannel();
  channel.port2.on('message', (text: string) => {
    const { id } = JSON.parse(text) as PortCall;
    channel.port2.postMessage(JSON.stringify({ type: 'answer', id, answer }));
  });
  return channel;
}

test('a port is asked for at once, and what is asked for before it comes is answered over it', async () => {
  const { client, calls, send } = openPage();
  expect(calls).toEqual([{}]);
  const answer = client.jobs.list();
  const { port1, port2 } = openEngine('the first engine');
  send(port1);
  expect(await answer).toBe('the first engine');
  port2.close();
});

test('when a port has closed, questions are refused until the next one comes', async () => {
  const { client, send } = openPage();
  const first = openEngine('the first engine');
  send(first.port1);
  await client.jobs.list();
  first.port2.close();
  expect(await refusalOf(client.jobs.list())).toMatchObject({ code: 'UNAVAILABLE' });
  const second = openEngine('the second engine');
  send(second.port1);
  expect(await client.jobs.list()).toBe('the second engine');
  second.port2.close();
});

test('a port that another page sends is not taken', async () => {
  const { client, send } = openPage();
  const strange = openEngine('a stranger');
  send(strange.port1, {});
  const answer = client.jobs.list();
  const ours = openEngine('the engine');
  send(ours.port1);
  expect(await answer).toBe('the engine');
  strange.port2.close();
  ours.port2.close();
});
