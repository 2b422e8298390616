import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import {
  commandId,
  eventsUntil,
  inAnHour,
  refusalOf,
  trigger,
  untilState,
} from '#test/contract/conformance/instance-under-test.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

export function describeBulks(instance: InstanceUnderTest): void {
  describe('does one thing to many', () => {
    test('of many runs each is retried or told why not, and a repetition is the same bulk', async () => {
      const { client } = instance;
      const { id: failed } = await trigger(instance, 'failing');
      const { id: quick } = await trigger(instance, 'quick');
      await untilState(instance, failed, 'failed');
      await untilState(instance, quick, 'succeeded');
      const request = {
        ...{ commandId: commandId(), runs: [quick, failed], undoMs: 0, spacingMs: 0 },
        deed: { action: 'retry' as const },
      };
      const afterSeq = (await client.instance.describe()).asOfSeq;
      const { bulk } = await client.bulks.create(request);
      const id = bulk?.id ?? '';
      await eventsUntil(client, afterSeq, ({ type }) => type === 'bulk.finished');
      const { items } = await client.bulks.items({ bulk: id });
      expect(items.map(({ run, state, resultRun }) => [run, state, resultRun])).toEqual([
        [quick, 'refused', null],
        [failed, 'done', failed],
      ]);
      expect(items[0]?.message).toContain('a succeeded run is never executed again');
      const { refusals } = await client.bulks.get({ bulk: id });
      expect(refusals).toMatchObject([{ count: 1, items: [{ run: quick }] }]);
      expect((await client.bulks.create(request)).bulk?.id).toBe(id);
      expect((await client.bulks.list({})).bulks.map((known) => known.id)).toEqual([id]);
    });

    test('retrying no runs at all is refused', async () => {
      const request = { commandId: commandId(), runs: [], deed: { action: 'retry' as const } };
      expect((await refusalOf(instance.client.bulks.create(request))).code).toBe('BAD_REQUEST');
    });

    test('a dry run says what would be done, and a bulk that waits is taken back', async () => {
      const { client } = instance;
      const { id } = await trigger(instance, 'slow', { at: inAnHour() });
      const asked = { runs: [id], deed: { action: 'cancel' as const } };
      const { bulk: none, preview } = await client.bulks.create({
        ...{ ...asked, commandId: commandId(), isDryRun: true },
      });
      expect(none).toBeNull();
      expect(preview).toMatchObject({ count: 1, acceptedCount: 1, byState: { scheduled: 1 } });
      const { bulk } = await client.bulks.create({
        ...asked,
        commandId: commandId(),
        undoMs: HOUR,
      });
      const request = { commandId: commandId(), bulk: bulk?.id ?? '', reason: 'the wrong one' };
      expect((await client.bulks.undo(request)).bulk).toMatchObject({ state: 'undone' });
      const again = client.bulks.stop({ ...request, commandId: commandId() });
      expect((await refusalOf(again)).code).toBe('CONFLICT');
      expect((await client.runs.get({ run: id })).run.state).toBe('scheduled');
      await client.runs.cancel({ commandId: commandId(), run: id });
    });

    test('instants of the past get their runs, or it is said which trigger is missing', async () => {
      const { client } = instance;
      const to = Date.now() - DAY;
      const range = { from: to - 2_000, to, spacingMs: 0, undoMs: 0 };
      const { code, problems } = await refusalOf(
        client.bulks.backfill({ ...range, commandId: commandId(), job: 'quick' }),
      );
      expect([code, problems[0]?.place]).toEqual(['INVALID_INPUT', 'trigger']);
      const afterSeq = (await client.instance.describe()).asOfSeq;
      const request = { ...range, commandId: commandId(), job: 'ticking' };
      const { bulk } = await client.bulks.backfill(request);
      await eventsUntil(client, afterSeq, ({ type }) => type === 'bulk.finished');
      expect(bulk).toMatchObject({ itemCount: 2, deed: { action: 'backfill', job: 'ticking' } });
      const { items } = await client.bulks.items({ bulk: bulk?.id ?? '' });
      expect(items.map(({ state, job }) => [state, job])).toEqual([
        ['done', 'ticking'],
        ['done', 'ticking'],
      ]);
    });
  });
}
