import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { commandId, inAnHour } from '#test/contract/conformance/instance-under-test.ts';

export function describeRepeatedCommands(instance: InstanceUnderTest): void {
  describe('does a command once', () => {
    test('repeated with its commandId it gives the first answer', async () => {
      const request = { commandId: commandId(), job: 'slow', at: inAnHour() };
      const first = await instance.client.runs.trigger(request);
      const second = await instance.client.runs.trigger(request);
      expect(second).toEqual(first);
    });

    test('repeated over another connection too', async () => {
      const request = { commandId: commandId(), job: 'slow', at: inAnHour() };
      const first = await instance.client.runs.trigger(request);
      const other = instance.connect();
      expect(await other.client.runs.trigger(request)).toEqual(first);
    });

    test('however many arrive at the same time, there is one run', async () => {
      const { client } = instance;
      const input = { mark: commandId() };
      const request = { commandId: commandId(), job: 'slow', at: inAnHour(), input };
      const repeated = Array.from({ length: 8 }, () => client.runs.trigger(request));
      const answers = await Promise.all(repeated);
      expect(new Set(answers.map(({ run }) => run.id)).size).toBe(1);
      const { runs } = await client.runs.list({ job: 'slow', limit: 1_000 });
      expect(runs.filter((run) => run.input['mark'] === input.mark)).toHaveLength(1);
    });
  });
}
