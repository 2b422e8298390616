import { listenOnLoopback } from '#server/http/http-server.ts';
import type { ConformanceEngine } from '#test/contract/conformance/conformance-engine.ts';
import { describeInstance } from '#test/contract/instance.conformance.ts';
import { connectApi, connectRpc } from '#test/support/http-clients.ts';

const serve = ({ engine, dataFolder, actorName }: ConformanceEngine) =>
  listenOnLoopback({
    ...{ router: engine.router, client: engine.client(actorName), dataFolder, actorName, port: 0 },
    onDefect(error) {
      throw error;
    },
  });

describeInstance('an instance over HTTP, as the console calls it', async (engine) => {
  const server = await serve(engine);
  return { connect: () => connectRpc(server), close: server.close };
});

describeInstance('an instance over HTTP, by its described API', async (engine) => {
  const server = await serve(engine);
  return { connect: () => connectApi(server), close: server.close };
});
