import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { toPlainPort } from '#shared/lib/plain-port.ts';

/** A port whose messages may still arrive after it was closed, as those do that lay in a queue by then. */
function openLatePort() {
  const emitter = new EventEmitter();
  const sent: unknown[] = [];
  return {
    sent,
    arrive: (data: unknown) => void emitter.emit('message', { data }),
    endFarSide: () => void emitter.emit('close'),
    port: {
      on: (type: string, listener: (message: { readonly data: unknown }) => void) =>
        emitter.on(type, listener),
      postMessage: (data: unknown) => void sent.push(data),
      start: () => undefined,
      close: () => void emitter.emit('close'),
    },
  };
}

test('after its end a port passes nothing on and sends nothing', () => {
  const { port, sent, arrive } = openLatePort();
  const plain = toPlainPort(port);
  const heard: unknown[] = [];
  plain.onMessage((data) => heard.push(data));
  arrive('before');
  plain.send('before');
  plain.close();
  arrive('after');
  plain.send('after');
  expect([heard, sent]).toEqual([['before'], ['before']]);
});

test('the end of a port is told once, whoever closes it first', () => {
  const { port, endFarSide } = openLatePort();
  const plain = toPlainPort(port);
  let endCount = 0;
  plain.onClosed(() => (endCount += 1));
  expect(plain.isClosed()).toBe(false);
  endFarSide();
  plain.close();
  expect([endCount, plain.isClosed()]).toEqual([1, true]);
});
