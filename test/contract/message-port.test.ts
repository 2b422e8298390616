import { MessageChannel } from 'node:worker_threads';
import type { PortConnection } from '#renderer/data/connect-port.ts';
import { connectPort } from '#renderer/data/connect-port.ts';
import type { EmitterPort, EventTargetPort } from '#shared/lib/plain-port.ts';
import { socketPathOf } from '#engine/socket-path.ts';
import { connectSocket } from '#server/connect-socket.ts';
import { createRelayRouter } from '#server/desktop/relay-router.ts';
import { servePorts } from '#server/desktop/serve-ports.ts';
import { listenOnSocket } from '#server/socket-server.ts';
import type { Bind } from '#test/contract/instance.conformance.ts';
import { describeInstance } from '#test/contract/instance.conformance.ts';
import { createMessageChannelMain } from '#test/support/electron/message-port-main.ts';

type Port = EmitterPort | EventTargetPort;

const onDefect = (error: unknown) => {
  throw error;
};

/** Ports of one class, the near end for the console and the far end for the engine. */
const behindPorts =
  (openChannel: () => readonly [near: Port, far: Port]): Bind =>
  async ({ engine: { router }, actorName }) => {
    const server = servePorts({ router, actorName, onDefect });
    const connections: PortConnection[] = [];
    return {
      connect() {
        const [near, far] = openChannel();
        server.accept(far);
        const connection = connectPort(near);
        connections.push(connection);
        const drop = async () => {
          near.close();
          await connection.closed;
        };
        return { client: connection.client, drop };
      },
      async close() {
        server.close();
        await Promise.all(connections.map(({ closed }) => closed));
      },
    };
  };

const openWorkerChannel = (): readonly [Port, Port] => {
  const { port1, port2 } = new MessageChannel();
  return [port1, port2];
};

describeInstance('an instance behind message ports', behindPorts(openWorkerChannel));

describeInstance(
  'an instance behind the ports of Electron’s own processes',
  behindPorts(() => {
    const { port1, port2 } = createMessageChannelMain();
    return [port1, port2];
  }),
);

describeInstance('an instance whose socket is relayed to message ports', async (instance) => {
  const { engine, dataFolder, actorName } = instance;
  const socketPath = socketPathOf(dataFolder, 'engine');
  const server = await listenOnSocket({ router: engine.router, socketPath, actorName, onDefect });
  const relayed = connectSocket(dataFolder);
  const router = createRelayRouter(relayed.client);
  const ports = await behindPorts(openWorkerChannel)({
    ...instance,
    engine: { ...engine, router },
  });
  return {
    connect: ports.connect,
    async close() {
      await ports.close();
      relayed.close();
      await server.close();
    },
  };
});
