import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseRunFilter } from '#shared/domain/parse-run-filter.ts';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import {
  commandId,
  inAnHour,
  trigger,
  untilState,
} from '#test/contract/conformance/instance-under-test.ts';

export function describeFilteredRuns(instance: InstanceUnderTest): void {
  describe('finds runs', () => {
    test('list and count mean the same runs by the same filter', async () => {
      const mark = randomUUID();
      const at = inAnHour();
      const first = await trigger(instance, 'slow', { at, input: { mark } });
      const second = await trigger(instance, 'slow', { at, input: { mark } });
      const { client } = instance;
      await client.runs.cancel({ commandId: commandId(), run: first.id });
      const filter = { job: 'slow', method: 'POST', origin: 'manual', text: mark } as const;
      const { runs } = await client.runs.list(filter);
      expect(runs.map(({ id }) => id)).toEqual([second.id, first.id]);
      expect(await client.runs.count(filter)).toMatchObject({
        ...{ total: 2, byState: { scheduled: 1, cancelled: 1 }, isCapped: false },
      });
      const held = await client.runs.count({ ...filter, state: ['held', 'cancelled'] });
      expect(held).toMatchObject({ total: 1, byState: { cancelled: 1 } });
    });

    test('a text is found as it stands, and its letters in any case', async () => {
      const mark = `100%_${randomUUID()}`;
      const { id } = await trigger(instance, 'slow', { at: inAnHour(), input: { mark } });
      const { client } = instance;
      const found = await client.runs.list({ text: mark.toUpperCase() });
      expect(found.runs.map((run) => run.id)).toEqual([id]);
      const wildcards = await client.runs.list({ text: mark.replace('%_', '__') });
      expect(wildcards.runs).toEqual([]);
    });

    test('a filter as people type it means the same runs everywhere', async () => {
      const mark = randomUUID();
      const { id } = await trigger(instance, 'slow', {
        at: inAnHour(),
        input: { mark, lines: [{ sku: 'a b', count: 42 }] },
      });
      const idsOf = async (typed: string) => {
        const { filter } = parseRunFilter(`${typed} ${mark}`);
        const { runs } = await instance.client.runs.list(filter!);
        return runs.map((run) => run.id);
      };
      expect(await idsOf('job:sl*w state:scheduled attempts:0 since:1h late:no')).toEqual([id]);
      expect(await idsOf('input.lines.0.count:42 input.lines.0.sku:"a b" method:post')).toEqual([
        id,
      ]);
      expect(await idsOf('job:nothing*')).toEqual([]);
      expect(await idsOf('attempts:>0')).toEqual([]);
      expect(await idsOf('dur:>1s')).toEqual([]);
      expect(await idsOf('error:refused')).toEqual([]);
    });

    test('runs by an instant: what ended since, and what was created before', async () => {
      const { client } = instance;
      const { id } = await trigger(instance, 'quick');
      const { endedAt, createdAt } = await untilState(instance, id, 'succeeded');
      const idsOf = async (filter: { since?: number; until?: number }) =>
        (await client.runs.list({ job: 'quick', ...filter })).runs.map((run) => run.id);
      expect(await idsOf({ since: endedAt! })).toContain(id);
      expect(await idsOf({ since: endedAt! + 1 })).not.toContain(id);
      expect(await idsOf({ until: createdAt + 1 })).toContain(id);
      expect(await idsOf({ until: createdAt })).not.toContain(id);
    });

    test('nothing is late that has only just become ready', async () => {
      const { client } = instance;
      expect((await client.runs.count({ isLate: true })).total).toBe(0);
    });
  });

  describe('tells of one run', () => {
    test('everything that happened to it, oldest first', async () => {
      const { id: run } = await trigger(instance, 'quick');
      await untilState(instance, run, 'succeeded');
      const { events } = await instance.client.runs.history({ run });
      const moves = events.filter(({ type }) => type.startsWith('run.'));
      expect(moves.map(({ to }) => to)).toEqual(['ready', 'running', 'succeeded']);
      expect(new Set(events.map((event) => event.run))).toEqual(new Set([run]));
    });

    test('the runs that were made from it, oldest first', async () => {
      const { client } = instance;
      const { id: run } = await trigger(instance, 'slow', { at: inAnHour() });
      const made = [1, 2].map(async (of) => {
        const request = { commandId: commandId(), run, input: { ms: 600_000, of } };
        return (await client.runs.retrigger(request)).run.id;
      });
      const ids = await Promise.all(made);
      const { after, followedBy } = await client.runs.chain({ run });
      expect([after, followedBy]).toEqual([[], []]);
      const { attempt, output, fault } = await client.runs.output({ run });
      expect([attempt, output, fault]).toEqual([null, null, null]);
      const { runs } = await client.runs.retriggers({ run });
      expect(runs.map(({ id }) => id)).toEqual(ids);
    });
  });
}
