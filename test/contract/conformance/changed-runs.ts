import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import {
  commandId,
  inAnHour,
  refusalOf,
  trigger,
  untilState,
} from '#test/contract/conformance/instance-under-test.ts';

export function describeChangedRuns(instance: InstanceUnderTest): void {
  describe('lets a person change runs', () => {
    test('one that is to come is held, explained, released and cancelled', async () => {
      const { client } = instance;
      const { id: run } = await trigger(instance, 'slow', { at: inAnHour() });
      const held = await client.runs.hold({ commandId: commandId(), run });
      expect(held.run.state).toBe('held');
      expect((await client.runs.explain({ run })).gates).toMatchObject([{ gate: 'held' }]);
      const released = await client.runs.release({ commandId: commandId(), run });
      expect(released.run.state).toBe('scheduled');
      const cancelled = await client.runs.cancel({ commandId: commandId(), run });
      expect(cancelled.run.state).toBe('cancelled');
    });

    test('one that runs is cancelled once its attempt is gone', async () => {
      const { id: run } = await trigger(instance, 'slow');
      await untilState(instance, run, 'running');
      await instance.client.runs.cancel({ commandId: commandId(), run, reason: 'enough' });
      const { attempts } = await untilState(instance, run, 'cancelled');
      expect(attempts.map(({ state }) => state)).toEqual(['cancelled']);
    });

    test('one that failed is retried under the same id, as its next attempt', async () => {
      const { id: run } = await trigger(instance, 'failing');
      await untilState(instance, run, 'failed');
      const retried = await instance.client.runs.retry({ commandId: commandId(), run });
      expect(retried.run.id).toBe(run);
      const { attempts } = await untilState(instance, run, 'failed');
      expect(attempts.map(({ number }) => number)).toEqual([1, 2]);
    });

    test('one that matters is pinned, found by it, and unpinned', async () => {
      const { client } = instance;
      const { id: run } = await trigger(instance, 'slow', { at: inAnHour() });
      const { id: other } = await trigger(instance, 'slow', { at: inAnHour() });
      const pinned = await client.runs.pin({ commandId: commandId(), run, reason: 'evidence' });
      expect(pinned.run.pinned).toMatchObject({ by: pinned.run.actor, reason: 'evidence' });
      const idsOf = async (isPinned: boolean) => {
        const { runs } = await client.runs.list({ isPinned, state: ['scheduled'], limit: 1_000 });
        return runs.map(({ id }) => id);
      };
      expect(await idsOf(true)).toEqual([run]);
      const unpinned = await idsOf(false);
      expect([run, other].map((each) => unpinned.includes(each))).toEqual([false, true]);
      expect((await client.runs.count({ isPinned: true })).total).toBe(1);
      const again = client.runs.pin({ commandId: commandId(), run });
      expect((await refusalOf(again)).code).toBe('CONFLICT');
      const { run: plain } = await client.runs.unpin({ commandId: commandId(), run });
      expect(plain.pinned).toBeNull();
      const never = client.runs.unpin({ commandId: commandId(), run });
      expect((await refusalOf(never)).message).toBe('the run is not pinned');
    });

    test('a retrigger is a new run that knows its origin, and what was edited', async () => {
      const original = await trigger(instance, 'slow', { at: inAnHour(), input: { of: 2 } });
      const { run } = await instance.client.runs.retrigger({
        ...{ commandId: commandId(), run: original.id, reason: 'once more' },
        ...{ input: { ...original.input, of: 3 }, idempotencyKey: 'same' as const },
      });
      expect(run.id).not.toBe(original.id);
      expect(run).toMatchObject({
        ...{ origin: 'retrigger', retriggerOf: original.id, reason: 'once more' },
        idempotencyKey: original.idempotencyKey,
        inputDiff: [{ path: 'of', before: 2, after: 3 }],
      });
    });
  });

  describe('waits for a person where nobody else can know', () => {
    test('a POST that was sent and not answered is unknown until it is resolved', async () => {
      const { id: run } = await trigger(instance, 'unanswered');
      await untilState(instance, run, 'unknown');
      const verdict = { as: 'succeeded', reason: 'the other side has it in its books' } as const;
      const request = { commandId: commandId(), run, ...verdict };
      const resolved = await instance.client.runs.resolve(request);
      expect(resolved.run.state).toBe('succeeded');
    });

    test('resolving a run that is not unknown is a conflict', async () => {
      const { id: run } = await trigger(instance, 'slow', { at: inAnHour() });
      const verdict = { as: 'failed', reason: 'so it seems' } as const;
      const answer = instance.client.runs.resolve({ commandId: commandId(), run, ...verdict });
      expect(await refusalOf(answer)).toMatchObject({ code: 'CONFLICT' });
    });
  });
}
