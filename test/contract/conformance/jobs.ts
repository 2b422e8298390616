import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import {
  commandId,
  eventsUntil,
  refusalOf,
  trigger,
  untilState,
} from '#test/contract/conformance/instance-under-test.ts';

export function describeJobs(instance: InstanceUnderTest): void {
  describe('keeps jobs', () => {
    test('each that was applied is listed, its definition complete', async () => {
      const { client, engine } = instance;
      const { jobs } = await client.jobs.list();
      const names = engine.definitions.map((definition) => definition['name']);
      expect(jobs.map((job) => job.name)).toEqual(names.toSorted());
      const { job } = await client.jobs.get({ job: 'quick' });
      expect(job).toEqual(jobs.find((listed) => listed.name === 'quick'));
      expect(job.definition).toMatchObject({ method: 'GET', overlap: 'skip' });
    });

    test('applying the same again changes nothing, and says so', async () => {
      const { client, engine } = instance;
      const { definitions } = engine;
      const defaultZone = 'Europe/Berlin';
      const request = { commandId: commandId(), definitions, defaultZone };
      const { results } = await client.jobs.apply(request);
      expect(results.map(({ verdict }) => verdict)).toEqual(definitions.map(() => 'unchanged'));
    });

    test('a dry run tells what would change, and changes nothing', async () => {
      const { client, engine } = instance;
      const draft = { name: 'draft', method: 'GET', target: 'builtin:noop' };
      const definitions = [{ ...engine.definitions[0], priority: 7 }, draft];
      const request = { commandId: commandId(), definitions, defaultZone: 'UTC', isDryRun: true };
      const { results } = await client.jobs.apply(request);
      expect(results).toMatchObject([
        { verdict: 'changed', differences: ['priority: 0 → 7'] },
        { verdict: 'created', revision: 1 },
      ]);
      expect((await refusalOf(client.jobs.get({ job: 'draft' }))).code).toBe('NOT_FOUND');
      expect((await client.jobs.get({ job: 'quick' })).job.revision).toBe(1);
    });

    test('of definitions with mistakes none is applied, and each mistake is told with its place', async () => {
      const { client } = instance;
      const target = 'builtin:noop';
      const definitions = [
        { name: 'fresh', method: 'GET', target },
        { name: 'worse', method: 'GTE', target },
        { name: 'worst', method: 'GET', target, triggers: [{ cron: '61 * * * *' }] },
      ];
      const request = { commandId: commandId(), definitions, defaultZone: 'UTC' };
      const { code, problems } = await refusalOf(client.jobs.apply(request));
      expect(code).toBe('INVALID_INPUT');
      const places = problems.map(({ place }) => place);
      expect(places).toEqual(['jobs[1].method', 'jobs[2].triggers[0].cron']);
      const { code: absence } = await refusalOf(client.jobs.get({ job: 'fresh' }));
      expect(absence).toBe('NOT_FOUND');
    });
  });

  describeJobsInUse(instance);
}

function describeJobsInUse(instance: InstanceUnderTest): void {
  describe('looks after jobs', () => {
    test('one is paused with a reason, explained and resumed', async () => {
      const { client, engine } = instance;
      const reason = 'the shop is closed';
      const { job } = await client.jobs.pause({ commandId: commandId(), job: 'ticking', reason });
      expect(job.paused).toMatchObject({ by: engine.actorName, reason });
      expect((await client.jobs.explain({ job: 'ticking' })).sentence).toContain(reason);
      const resumed = await client.jobs.resume({ commandId: commandId(), job: 'ticking' });
      expect(resumed.job.paused).toBeNull();
    });

    test('resuming one that is not paused is a conflict', async () => {
      const { client } = instance;
      const answer = client.jobs.resume({ commandId: commandId(), job: 'quick' });
      const conflict = { code: 'CONFLICT', message: 'quick is not paused' };
      expect(await refusalOf(answer)).toMatchObject(conflict);
    });

    test('what became of the instants of a trigger is told, the newest first', async () => {
      const { client } = instance;
      const { asOfSeq } = await client.jobs.list();
      const isFiring = (type: string, job: string | null) =>
        type === 'run.created' && job === 'ticking';
      await eventsUntil(client, asOfSeq, ({ type, job }) => isFiring(type, job));
      const { occurrences } = await client.jobs.occurrences({ job: 'ticking', limit: 1 });
      expect(occurrences).toMatchObject([{ job: 'ticking', disposition: 'dispatched', count: 1 }]);
    });

    test('when its triggers fire next is told ahead, each instant once', async () => {
      const { client } = instance;
      const { fireTimes } = await client.jobs.fireTimes({ job: 'ticking', limit: 3 });
      const [first] = fireTimes;
      const seconds = [0, 1_000, 2_000].map((ms) => {
        const at = first!.at + ms;
        return { ...first!, at, startsAt: at };
      });
      expect(fireTimes).toEqual(seconds);
    });

    test('every definition that it has had is kept, newest first', async () => {
      const { client, engine } = instance;
      const { revisions } = await client.jobs.revisions({ job: 'quick' });
      const { job } = await client.jobs.get({ job: 'quick' });
      const { definition, revisedAt: createdAt, revision: number } = job;
      expect(revisions).toEqual([{ number, createdAt, actor: engine.actorName, definition }]);
    });

    test('how its newest runs went is summed up for each', async () => {
      const { client } = instance;
      const { id } = await trigger(instance, 'quick');
      await untilState(instance, id, 'succeeded');
      const { summaries } = await client.jobs.summaries();
      expect(summaries.map(({ job }) => job)).toEqual(
        instance.engine.definitions.map(({ name }) => name).toSorted(),
      );
      const summary = summaries.find(({ job }) => job === 'quick');
      expect(summary?.outcomes.at(-1)).toMatchObject({ run: id, state: 'succeeded' });
      expect(summary?.succeededCount).toBe(summary?.settledCount);
      expect(summary?.medianMs).toBeLessThanOrEqual(summary!.p95Ms!);
    });

    test('one that does not exist is not found, and the likely one is named', async () => {
      const { code, message } = await refusalOf(instance.client.jobs.get({ job: 'qick' }));
      expect(code).toBe('NOT_FOUND');
      expect(message).toContain('did you mean "quick"?');
    });
  });
}
