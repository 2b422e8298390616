import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { trigger, untilState } from '#test/contract/conformance/instance-under-test.ts';

const HOUR_MS = 3_600_000;

export function describeTimeline(instance: InstanceUnderTest): void {
  describe('tells of time', () => {
    test('a span of the timeline as columns, with what is still to come', async () => {
      const { client } = instance;
      const { id } = await trigger(instance, 'failing');
      const { endedAt, startedAt } = await untilState(instance, id, 'failed');
      const span = { from: endedAt! - HOUR_MS, to: endedAt! + HOUR_MS };
      const timeline = await client.activity.timeline(span);
      const place = timeline.bars.run.indexOf(id);
      expect(timeline.states[timeline.bars.state[place]!]).toBe('failed');
      expect(timeline.jobs.name[timeline.bars.job[place]!]).toBe('failing');
      expect(timeline.bars.startedAt[place]).toBe(startedAt);
      expect(timeline.bars.endedAt[place]).toBe(endedAt);
      const coming = timeline.forecast.job.map((job) => timeline.jobs.name[job]);
      expect(coming).toContain('ticking');
    });

    test('no timeline that ends before it begins, and none without measure', async () => {
      const { client } = instance;
      await expect(client.activity.timeline({ from: 2, to: 2 })).rejects.toMatchObject({
        message: '`to` must be later than `from`',
      });
      const days = { from: 0, to: 401 * 24 * HOUR_MS };
      await expect(client.activity.timeline(days)).rejects.toMatchObject({
        message: 'a timeline shows at most 400 days at once',
      });
    });
  });
}
