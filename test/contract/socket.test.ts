import { socketPathOf } from '#engine/socket-path.ts';
import type { Connection } from '#server/connect-socket.ts';
import { connectSocket } from '#server/connect-socket.ts';
import { listenOnSocket } from '#server/socket-server.ts';
import { describeInstance } from '#test/contract/instance.conformance.ts';

describeInstance('an instance behind its socket', async ({ engine, dataFolder, actorName }) => {
  const server = await listenOnSocket({
    ...{ router: engine.router, actorName },
    socketPath: socketPathOf(dataFolder, 'engine'),
    onDefect(error) {
      throw error;
    },
  });
  const connections: Connection[] = [];
  return {
    connect() {
      const connection = connectSocket(dataFolder);
      connections.push(connection);
      return { client: connection.client, drop: async () => connection.close() };
    },
    async close() {
      for (const connection of connections) connection.close();
      await server.close();
    },
  };
});
