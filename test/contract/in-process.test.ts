import { describeInstance } from '#test/contract/instance.conformance.ts';

describeInstance('an instance in the same process', async ({ engine, actorName }) => ({
  connect: () => ({ client: engine.client(actorName), drop: async () => undefined }),
  close: async () => undefined,
}));
