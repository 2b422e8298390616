import { expect, test } from 'vitest';
import { aGet, aPost } from '#test/support/raw-jobs.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const HOUR = 3_600_000;
const ANCHOR = '2026-01-05T09:00:00Z';

/** Lets `ms` go by in which the engine sees nothing: the machine slept, or the engine was down. */
async function sleepThrough(engine: Awaited<ReturnType<typeof startTestEngine>>, ms: number) {
  engine.clock.sleep(ms);
  await engine.clock.advance(3_000);
}

test('misfire run_once runs the latest missed occurrence, the others are coalesced into it', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1h', misfire: 'run_once' }] }));
  await sleepThrough(engine, 3 * HOUR + 10 * 60_000);
  const [run, ...others] = await engine.runs('report');
  expect(others).toEqual([]);
  expect(run).toMatchObject({ origin: 'catch_up', coalescedCount: 2 });
  expect(await engine.occurrences('report')).toMatchObject([
    { disposition: 'coalesced', reason: 'run_once', run: run?.id },
    { disposition: 'coalesced', reason: 'run_once', run: run?.id },
    { disposition: 'dispatched', reason: 'missed', run: run?.id },
  ]);
});

test('misfire skip records every missed occurrence and runs none', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1h', misfire: 'skip' }] }));
  await sleepThrough(engine, 3 * HOUR + 10 * 60_000);
  expect(await engine.runs('report')).toEqual([]);
  expect(
    (await engine.occurrences('report')).map(({ disposition, reason }) => [disposition, reason]),
  ).toEqual([1, 2, 3].map(() => ['skipped', 'missed']));
});

test('misfire run_all runs the newest of them, at most max, oldest first and two seconds apart', async () => {
  const engine = await startTestEngine();
  const trigger = { interval: '1h', misfire: 'run_all', max: 2 };
  await engine.apply(aPost('pay', { overlap: 'allow', triggers: [trigger] }));
  await sleepThrough(engine, 3 * HOUR + 10 * 60_000);
  await engine.clock.advance(2_000);
  const runs = await engine.runs('pay');
  expect(runs.map(({ nominalAt }) => ((nominalAt ?? 0) - Date.UTC(2026, 0, 5, 9)) / HOUR)).toEqual([
    2, 3,
  ]);
  expect((runs[1]?.startedAt ?? 0) - (runs[0]?.startedAt ?? 0)).toBe(2_000);
  expect((await engine.occurrences('pay'))[0]).toMatchObject({
    disposition: 'skipped',
    reason: 'over_max',
  });
});

test('misfire hold keeps one run for a person', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1h', misfire: 'hold' }] }));
  await sleepThrough(engine, 2 * HOUR + 10 * 60_000);
  expect(await engine.runs('report')).toMatchObject([
    { state: 'held', origin: 'catch_up', coalescedCount: 1 },
  ]);
});

test('what was missed is coalesced into the run that is held for it, not into one that is on time', async () => {
  const engine = await startTestEngine();
  const trigger = { interval: '55s', misfire: 'hold' };
  await engine.apply(aGet('report', { overlap: 'allow', triggers: [trigger] }));
  await sleepThrough(engine, 10 * 60_000);
  const runs = await engine.runs('report');
  expect(runs.map(({ state, coalescedCount }) => [state, coalescedCount])).toEqual([
    ['held', 8],
    ['running', 0],
  ]);
});

test('where the newest instant is skipped, the run before it stands for those that were missed', async () => {
  const engine = await startTestEngine();
  const trigger = { interval: '25s', misfire: 'run_once' };
  await engine.apply(aPost('pay', { overlap: 'skip', triggers: [trigger] }));
  await sleepThrough(engine, 5 * 60_000);
  const [run, ...others] = await engine.runs('pay');
  expect(others).toEqual([]);
  expect(run?.coalescedCount).toBe(9);
  expect((await engine.occurrences('pay')).slice(-3)).toMatchObject([
    { disposition: 'dispatched', run: run?.id },
    { disposition: 'skipped', reason: 'overlap' },
    { disposition: 'skipped', reason: 'overlap' },
  ]);
});

test('without a policy, a POST that was missed more than once is held, one that was missed once runs', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('hourly', { triggers: [{ interval: '1h' }] }),
    aPost('two-hourly', { triggers: [{ interval: '2h' }] }),
  );
  await sleepThrough(engine, 2 * HOUR + 10 * 60_000);
  expect(await engine.runs('hourly')).toMatchObject([{ state: 'held', coalescedCount: 1 }]);
  expect(await engine.runs('two-hourly')).toMatchObject([{ state: 'running', origin: 'catch_up' }]);
});

test('without a policy, a GET runs once however often it was missed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1h' }] }));
  await sleepThrough(engine, 5 * HOUR + 10 * 60_000);
  expect(await engine.runs('report')).toMatchObject([{ state: 'running', coalescedCount: 4 }]);
});

test('an occurrence within the grace time is on time', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1h', misfire: 'skip' }] }));
  await sleepThrough(engine, HOUR);
  expect(await engine.runs('report')).toMatchObject([{ origin: 'schedule', lateByMs: 3_000 }]);
});

test('of very many instants within the grace time only the newest hundred are on time', async () => {
  const engine = await startTestEngine();
  const trigger = { interval: '1s', misfire: 'run_once', grace: '1h' };
  await engine.apply(aPost('pay', { overlap: 'allow', triggers: [trigger] }));
  await sleepThrough(engine, 50 * 60_000);
  const runs = await engine.runs('pay');
  expect(runs).toHaveLength(100);
  expect(runs.at(-1)).toMatchObject({ origin: 'schedule', coalescedCount: 2_903 });
});

test('missed occurrences older than the window are skipped', async () => {
  const engine = await startTestEngine();
  const trigger = { interval: '1h', misfire: 'run_all', window: '2h' };
  await engine.apply(aPost('pay', { overlap: 'allow', triggers: [trigger] }));
  await sleepThrough(engine, 4 * HOUR + 10 * 60_000);
  expect((await engine.occurrences('pay')).map(({ reason }) => reason)).toEqual([
    'outside_window',
    'outside_window',
    'missed',
    'missed',
  ]);
});

test('a gap of more than a hundred missed instants is one row that counts them', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1m', misfire: 'run_once' }] }));
  await sleepThrough(engine, 6 * HOUR + 60_000);
  const occurrences = await engine.occurrences('report');
  expect(occurrences).toMatchObject([
    { disposition: 'coalesced', count: 360 },
    { disposition: 'dispatched', count: 1 },
  ]);
});

test('creating or changing a trigger never creates misses before that moment', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ cron: '0 * * * *', misfire: 'run_all' }] }));
  await engine.clock.advance(30 * 60_000);
  await engine.apply(aGet('report', { triggers: [{ cron: '15 * * * *', misfire: 'run_all' }] }));
  await engine.clock.advance(10 * 60_000);
  expect(await engine.occurrences('report')).toEqual([]);
});

test('an instant that is due when its schedule changes fires by the schedule that made it due', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ name: 'tick', cron: '5 * * * *' }] }));
  engine.clock.jumpWall(5 * 60_000 + 100);
  await engine.apply(aGet('report', { triggers: [{ name: 'tick', cron: '30 * * * *' }] }));
  const run = { revision: 1, nominalAt: Date.UTC(2026, 0, 5, 9, 5) };
  expect(await engine.runs('report')).toMatchObject([run]);
  expect(await engine.occurrences('report')).toMatchObject([{ disposition: 'dispatched' }]);
});

test('what a trigger missed is decided before it is taken away', async () => {
  const engine = await startTestEngine();
  const trigger = { interval: '1h', misfire: 'skip' };
  await engine.apply(aPost('pay', { triggers: [trigger] }));
  engine.clock.jumpWall(3 * HOUR + 10 * 60_000);
  await engine.apply(aPost('pay'));
  await engine.clock.advance(2 * HOUR);
  const reasons = (await engine.occurrences('pay')).map(({ reason }) => reason);
  expect(reasons).toEqual(['missed', 'missed', 'missed']);
});

test('a refused apply leaves what is due to the planner', async () => {
  const engine = await startTestEngine();
  const triggers = [{ name: 'tick', cron: '5 * * * *' }];
  await engine.apply(aGet('report', { triggers }));
  engine.clock.jumpWall(5 * 60_000 + 100);
  const other = aPost('pay', { triggers: [{ cron: '61 * * * *' }] });
  await expect(engine.apply(aGet('report'), other)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(engine.fatal).toEqual([]);
  await engine.clock.advance(3_000);
  expect(await engine.runs('report')).toHaveLength(1);
});

test('a change of anything but its schedule leaves a trigger where it was', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1h' }] }));
  await engine.clock.advance(30 * 60_000);
  await engine.apply(
    aGet('report', { triggers: [{ interval: '1h', misfire: 'skip' }], timeout: '5m' }),
  );
  await engine.clock.advance(30 * 60_000);
  expect(await engine.runs('report')).toMatchObject([
    { revision: 2, nominalAt: Date.UTC(2026, 0, 5, 10) },
  ]);
});

test('a backward step of the clock never fires anything again', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { overlap: 'allow', triggers: [{ interval: '10m' }] }));
  await engine.clock.advance(30 * 60_000);
  engine.clock.jumpWall(-25 * 60_000);
  await engine.clock.advance(35 * 60_000);
  const nominal = (await engine.runs('pay')).map(({ nominalAt }) => nominalAt);
  expect(nominal).toHaveLength(4);
  expect(new Set(nominal).size).toBe(4);
});

test('a trigger whose schedule changes after the clock was set back fires no instant a second time', async () => {
  const engine = await startTestEngine();
  const every = (interval: string) =>
    engine.apply(
      aPost('pay', { overlap: 'allow', triggers: [{ name: 'tick', interval, anchor: ANCHOR }] }),
    );
  await every('10m');
  await engine.clock.advance(30 * 60_000);
  engine.clock.jumpWall(-25 * 60_000);
  await every('5m');
  await engine.clock.advance(30 * 60_000);
  expect(engine.fatal).toEqual([]);
  const minutes = (await engine.runs('pay')).map(
    ({ nominalAt }) => ((nominalAt ?? 0) / 60_000) % 60,
  );
  expect(minutes).toEqual([10, 20, 30, 35]);
});

test('a trigger that is removed and added again after the clock was set back fires no instant a second time', async () => {
  const engine = await startTestEngine();
  const triggers = [{ name: 'tick', interval: '10m', anchor: ANCHOR }];
  await engine.apply(aPost('pay', { overlap: 'allow', triggers }));
  await engine.clock.advance(20 * 60_000);
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  engine.clock.jumpWall(-15 * 60_000);
  await engine.apply(aPost('pay', { overlap: 'allow', triggers }));
  await engine.clock.advance(25 * 60_000);
  expect(engine.fatal).toEqual([]);
  const minutes = (await engine.runs('pay')).map(
    ({ nominalAt }) => ((nominalAt ?? 0) / 60_000) % 60,
  );
  expect(minutes).toEqual([10, 20, 30]);
});

test('an instant that is recorded already is not decided again', async () => {
  let rewind: () => void = () => undefined;
  const engine = await startTestEngine({
    wrapStore(store) {
      rewind = () => {
        const [record] = store.read.readTriggers(1);
        const { triggerKey } = record!;
        const nextAt = Date.parse(ANCHOR) + 10 * 60_000;
        const advanced = { type: 'trigger_advanced', triggerKey, nextAt } as const;
        store.transact(() => store.write([advanced], nextAt));
      };
      return store;
    },
  });
  const triggers = [{ interval: '10m', anchor: ANCHOR }];
  await engine.apply(aPost('pay', { overlap: 'allow', triggers }));
  await engine.clock.advance(20 * 60_000);
  rewind();
  await engine.clock.advance(15 * 60_000);
  expect(engine.fatal).toEqual([]);
  expect(await engine.runs('pay')).toHaveLength(3);
});

test('a handler is told its nominal time, how late it is and how many it stands for', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '1h' }] }));
  await sleepThrough(engine, 2 * HOUR + 10 * 60_000);
  expect(engine.executor.open[0]?.request).toMatchObject({
    nominalAt: Date.UTC(2026, 0, 5, 11),
    coalescedCount: 1,
    lateByMs: 10 * 60_000 + 3_000,
    origin: 'catch_up',
  });
});

test('a run deferred by hand becomes due at its instant', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('expire-order'));
  const at = engine.clock.wallNow() + 14 * 24 * HOUR;
  const run = await engine.trigger('expire-order', { order: 42 }, at);
  expect(run).toMatchObject({ state: 'scheduled', nextAttemptAt: at });
  const { gates } = await engine.client.runs.explain({ run: run.id });
  expect(gates.map(({ gate, until }) => [gate, until])).toEqual([['not_due', at]]);
  await sleepThrough(engine, 14 * 24 * HOUR - 4_000);
  expect((await engine.run(run.id)).state).toBe('scheduled');
  await engine.clock.advance(1_000);
  expect((await engine.run(run.id)).state).toBe('running');
});

test('a run that has not started expireAfter it was due expires', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { expireAfter: '10m' }));
  await engine.trigger('pay');
  const waiting = await engine.trigger('pay');
  await engine.clock.advance(10 * 60_000);
  expect((await engine.run(waiting.id)).state).toBe('expired');
});

test('at fires once, at the instant that its local time means', async () => {
  const engine = await startTestEngine();
  const trigger = { at: '2026-01-05T12:30', zone: 'Europe/Berlin' };
  await engine.apply(aPost('pay', { triggers: [trigger] }));
  await engine.clock.advance(5 * HOUR);
  expect(await engine.runs('pay')).toMatchObject([{ nominalAt: Date.UTC(2026, 0, 5, 11, 30) }]);
});

test('a run is not asked for at an instant that has passed', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const yesterday = engine.clock.wallNow() - 24 * HOUR;
  await expect(engine.trigger('pay', {}, yesterday)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
  expect(await engine.runs('pay')).toEqual([]);
});

test('a trigger whose instant has passed is told, never fires, and keeps nothing else from being saved', async () => {
  const engine = await startTestEngine();
  const past = { at: '2025-12-24T18:00', zone: 'Europe/Berlin' };
  const { results } = await engine.apply(aPost('pay', { triggers: [past, { interval: '1h' }] }));
  expect(results).toMatchObject([
    {
      verdict: 'created',
      warnings: [
        {
          place: 'jobs[0].triggers[0]',
          message: 'this trigger never fires: 2025-12-24T18:00 has passed',
        },
      ],
    },
  ]);
  await engine.clock.advance(2 * HOUR);
  expect(await engine.runs('pay')).toHaveLength(2);
  expect(await engine.occurrences('pay')).toHaveLength(2);
});
