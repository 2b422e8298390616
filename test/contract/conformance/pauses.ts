import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { commandId, refusalOf } from '#test/contract/conformance/instance-under-test.ts';

export function describePauses(instance: InstanceUnderTest): void {
  describe('is paused and resumed', () => {
    test('a concurrency key is paused until an instant, listed with who and why, and resumed', async () => {
      const { client, engine } = instance;
      const on = { scope: 'key', key: 'crm' } as const;
      const until = Date.now() + 3_600_000;
      const reason = 'it is being moved';
      await client.pauses.begin({ commandId: commandId(), on, until, reason });
      const { pauses } = await client.pauses.list();
      expect(pauses).toMatchObject([{ ...on, by: engine.actorName, until, reason, job: null }]);
      const rest = await client.pauses.end({ commandId: commandId(), on });
      expect(rest.pauses).toEqual([]);
    });

    test('it tells what has workers and keys, and what waits for them', async () => {
      const { workers, running, waiting, keys } = await instance.client.capacity.read();
      expect(workers).toBeGreaterThan(0);
      expect(running.length).toBeLessThanOrEqual(workers);
      expect([Array.isArray(waiting), Array.isArray(keys)]).toEqual([true, true]);
    });

    test('what is not paused cannot be resumed', async () => {
      const { client } = instance;
      const on = { scope: 'scheduler' } as const;
      const answer = client.pauses.end({ commandId: commandId(), on });
      const conflict = { code: 'CONFLICT', message: 'the scheduler is not paused' };
      expect(await refusalOf(answer)).toMatchObject(conflict);
    });
  });
}
