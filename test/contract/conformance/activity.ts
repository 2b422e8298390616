import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import {
  commandId,
  inAnHour,
  trigger,
  untilState,
} from '#test/contract/conformance/instance-under-test.ts';

const HOUR_MS = 3_600_000;

export function describeActivity(instance: InstanceUnderTest): void {
  describe('tells of all jobs together', () => {
    test('how many runs ended in each span of time, the empty spans too', async () => {
      const { client } = instance;
      const { id } = await trigger(instance, 'failing');
      const { endedAt } = await untilState(instance, id, 'failed');
      const spans = { from: endedAt! - 2 * HOUR_MS, to: endedAt! + 1, job: 'failing' };
      const hours = await client.activity.throughput({ ...spans, bucketMs: HOUR_MS });
      expect(hours.startAt).toHaveLength(3);
      expect(hours.startAt.every((at) => at % HOUR_MS === 0)).toBe(true);
      expect(hours.failed.at(-1)).toBeGreaterThan(0);
      expect(hours.succeeded).toEqual([0, 0, 0]);
      const minutes = await client.activity.throughput({ ...spans, bucketMs: 60_000 });
      expect(minutes.failed.at(-1)).toBeGreaterThan(0);
    });

    test('what will fire and what will start, earliest first', async () => {
      const { client } = instance;
      const at = Date.now() + 2_000;
      const { id } = await trigger(instance, 'slow', { at });
      const { upcoming } = await client.activity.upcoming({ until: at, limit: 1_000 });
      expect(upcoming).toContainEqual({
        ...{ at, job: 'slow', method: 'POST', trigger: null, run: id, reason: 'scheduled' },
      });
      const ticks = upcoming.filter(({ job }) => job === 'ticking');
      expect(ticks.length).toBeGreaterThan(0);
      const { job } = await client.jobs.get({ job: 'ticking' });
      const { key } = job.triggers[0]!;
      expect(ticks[0]).toMatchObject({ run: null, reason: 'trigger', trigger: key });
      expect(upcoming).toEqual(upcoming.toSorted((a, b) => a.at - b.at));
      await client.runs.cancel({ commandId: commandId(), run: id });
    });

    test('which occurrences did not run when they were due', async () => {
      const { occurrences } = await instance.client.activity.missed({ since: inAnHour() });
      expect(occurrences).toEqual([]);
    });

    test('when the machine slept or its clock was set', async () => {
      const { jumps } = await instance.client.activity.timeJumps({ since: inAnHour() });
      expect(jumps).toEqual([]);
    });

    test('what new time-zone data has moved', async () => {
      const { moved } = await instance.client.activity.moved({ since: inAnHour() });
      expect(moved).toEqual([]);
    });

    test('failures that look alike are one group, which counts what can be done about them', async () => {
      const { client } = instance;
      const { id } = await trigger(instance, 'failing');
      const { endedAt, attempts } = await untilState(instance, id, 'failed');
      const filter = { since: endedAt! - HOUR_MS, job: 'failing' };
      const { groups, histogramFrom, bucketMs } = await client.failures.list(filter);
      const [group] = groups;
      expect(groups).toHaveLength(1);
      expect(group).toMatchObject({ jobs: ['failing'], methods: ['POST'], lastAt: endedAt });
      expect(group?.fingerprint).toBe(attempts.at(-1)?.fingerprint);
      expect(group?.retryable[0]).toBe(id);
      expect(group?.samples[0]?.run).toBe(id);
      const span = Math.floor((endedAt! - histogramFrom) / bucketMs);
      expect(group?.histogram[span]).toBeGreaterThan(0);
      const { runs } = await client.runs.list({ fingerprint: group!.fingerprint, limit: 1 });
      expect(runs.map((run) => run.id)).toEqual([id]);
    });

    test('a group is acknowledged and resolved with a reason, and each word is taken back', async () => {
      const { client, engine } = instance;
      const read = async () =>
        (await client.failures.list({ since: 0, job: 'failing' })).groups[0]!;
      const { fingerprint } = await read();
      const say = { fingerprint, reason: 'the disk is on order' };
      const word = { by: engine.actorName, reason: say.reason };
      const known = await client.failures.acknowledge({ commandId: commandId(), ...say });
      expect(known.mark).toMatchObject({ kind: 'acknowledged', ...word });
      expect(await read()).toMatchObject({ state: 'acknowledged', mark: known.mark });
      const done = await client.failures.resolve({ commandId: commandId(), ...say });
      expect(done.mark).toMatchObject({ kind: 'resolved', ...word });
      expect(await read()).toMatchObject({ state: 'resolved', openCount: 0, retryable: [] });
      const undone = await client.failures.reopen({ commandId: commandId(), fingerprint });
      expect(undone).toEqual(known);
      await client.failures.reopen({ commandId: commandId(), fingerprint });
      expect(await read()).toMatchObject({ state: 'open', mark: null });
    });
  });

  describe('remembers when its caller last looked', () => {
    test('never at first, then up to the instant that was noted', async () => {
      const { client } = instance;
      expect(await client.desk.read()).toEqual({ lastLookedAt: null });
      const at = Date.now() - 1_000;
      const noted = { lastLookedAt: at };
      expect(await client.desk.look({ commandId: commandId(), at })).toEqual(noted);
      const earlier = { commandId: commandId(), at: at - HOUR_MS };
      expect(await client.desk.look(earlier)).toEqual(noted);
      expect(await client.desk.read()).toEqual(noted);
    });

    test('an instant to come is not noted: nobody has seen it', async () => {
      const { client } = instance;
      const { lastLookedAt } = await client.desk.look({ commandId: commandId(), at: inAnHour() });
      expect(lastLookedAt).toBeLessThanOrEqual(Date.now());
    });
  });
}
