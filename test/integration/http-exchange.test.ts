import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import {
  createConnector,
  startExchange,
  type Connector,
  type ExchangeObserver,
} from '#engine/executors/http/exchange.ts';
import { startHttpServer } from '#test/support/loopback-server.ts';

test('a connection that breaks before the request goes out is not made a second time', async () => {
  const server = await startHttpServer((response) => response.end());
  const heard: string[] = [];
  let connectionCount = 0;
  const connect = createConnector(1_000);
  const breaking: Connector = (options, callback) => {
    connectionCount++;
    return connect(options, (...result) => {
      if (result[1] instanceof Socket) result[1].destroy();
      callback(...result);
    });
  };
  const whenOver = Promise.withResolvers<undefined>();
  const observer: ExchangeObserver = {
    connected: () => void heard.push('connected'),
    answered: () => void heard.push('answered'),
    received: () => void heard.push('received'),
    completed: () => whenOver.resolve(undefined),
    broke(error) {
      heard.push(error.message);
      whenOver.resolve(undefined);
    },
  };
  const url = new URL(`http://${server.host}/`);
  startExchange({ method: 'GET', url, headers: {}, body: null }, breaking, observer);
  await whenOver.promise;
  await server.close();
  expect(connectionCount).toBe(1);
  expect(heard).toEqual(['connected', 'the connection was closed']);
});
