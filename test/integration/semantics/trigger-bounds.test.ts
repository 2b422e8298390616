import { expect, test } from 'vitest';
import { aGet } from '#test/support/raw-jobs.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The engine starts on Monday 5 January 2026 at 09:00. */
const at = (day: number, hour: number) => Date.UTC(2026, 0, day, hour);

test('what is excluded is no occurrence at all, also where it was missed', async () => {
  const engine = await startTestEngine();
  const trigger = { cron: '0 12 * * *', exclude: ['sat-sun', '2026-01-08'], misfire: 'run_all' };
  await engine.apply(aGet('report', { overlap: 'allow', triggers: [trigger] }));
  engine.clock.sleep(8 * DAY);
  await engine.clock.advance(20_000);
  await engine.clock.advance(DAY);
  const days = (await engine.occurrences('report')).map(({ nominalAt }) =>
    new Date(nominalAt).getUTCDate(),
  );
  expect(days).toEqual([5, 6, 7, 9, 12, 13]);
});

test('a trigger fires from its start date until its end date', async () => {
  const engine = await startTestEngine();
  const trigger = { cron: '0 12 * * *', from: '2026-01-07', until: '2026-01-08' };
  await engine.apply(aGet('report', { overlap: 'allow', triggers: [trigger] }));
  await engine.clock.advance(6 * DAY);
  const instants = (await engine.occurrences('report')).map(({ nominalAt }) => nominalAt);
  expect(instants).toEqual([at(7, 12), at(8, 12)]);
  expect((await engine.client.jobs.get({ job: 'report' })).job.nextAt).toBeNull();
});

test('with jitter the start moves, the nominal time stays, and what is planned agrees', async () => {
  const engine = await startTestEngine();
  const trigger = { name: 'noon', cron: '0 12 * * *', jitter: '2h' };
  await engine.apply(aGet('report', { triggers: [trigger] }));
  const { fireTimes } = await engine.client.jobs.fireTimes({ job: 'report', limit: 1 });
  const { startsAt } = fireTimes[0]!;
  expect(startsAt).toBeGreaterThan(at(5, 12));
  expect(startsAt).toBeLessThanOrEqual(at(5, 14));
  const { upcoming } = await engine.client.activity.upcoming({ limit: 1 });
  expect(upcoming[0]?.at).toBe(startsAt);
  await engine.clock.advance(startsAt - 1 - engine.clock.wallNow());
  expect(await engine.runs('report')).toMatchObject([{ state: 'scheduled', nominalAt: at(5, 12) }]);
  await engine.clock.advance(1_000);
  const [run] = await engine.runs('report');
  expect(run).toMatchObject({ state: 'running', origin: 'schedule', nominalAt: at(5, 12) });
  expect((run?.startedAt ?? 0) - startsAt).toBeLessThan(1_000);
});

test('what exclusions leave out before the next fire times is told with them', async () => {
  const engine = await startTestEngine();
  const trigger = { name: 'noon', cron: '0 12 * * *', exclude: ['tue-wed'] };
  await engine.apply(aGet('report', { triggers: [trigger] }));
  const { fireTimes, excluded } = await engine.client.jobs.fireTimes({ job: 'report', limit: 2 });
  expect(fireTimes.map((fire) => fire.at)).toEqual([at(5, 12), at(8, 12)]);
  expect(excluded).toEqual([
    { at: at(6, 12), throughAt: at(7, 12), trigger: 'noon', because: 'tue-wed' },
  ]);
});

test('a change of its bounds plans a trigger anew, and misses nothing', async () => {
  const engine = await startTestEngine();
  const withExclude = (exclude: string[]) =>
    aGet('report', { triggers: [{ cron: '0 12 * * *', exclude }] });
  await engine.apply(withExclude(['mon-tue']));
  expect((await engine.client.jobs.get({ job: 'report' })).job.nextAt).toBe(at(7, 12));
  await engine.clock.advance(5 * HOUR);
  await engine.apply(withExclude(['sun']));
  await engine.clock.advance(DAY);
  const instants = (await engine.occurrences('report')).map(({ nominalAt }) => nominalAt);
  expect(instants).toEqual([at(6, 12)]);
});
