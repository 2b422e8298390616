import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { commandId, inAnHour } from '#test/contract/conformance/instance-under-test.ts';

const ROUNDS = 8;

export function describeDroppedConnections(instance: InstanceUnderTest): void {
  describe('survives dropped connections', () => {
    test('a command whose answer was lost is repeated over another one, and is done once', async () => {
      const input = { mark: commandId() };
      for (let round = 0; round < ROUNDS; round += 1) {
        const request = { commandId: commandId(), job: 'slow', at: inAnHour(), input };
        const doomed = instance.connect();
        const lost = doomed.client.runs.trigger(request).catch(() => null);
        // Dropped after more turns in each round: before it was sent, while it is worked on, and after.
        for (let turn = 0; turn < round; turn += 1) await nextTurn();
        await doomed.drop();
        const first = await lost;
        const { run } = await instance.connect().client.runs.trigger(request);
        if (first !== null) expect(run.id).toBe(first.run.id);
      }
      const { runs } = await instance.client.runs.list({ job: 'slow', limit: 1_000 });
      expect(runs.filter((run) => run.input['mark'] === input.mark)).toHaveLength(ROUNDS);
    });
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
