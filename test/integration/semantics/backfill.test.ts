import { expect, test } from 'vitest';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { startTestEngine } from '#test/support/test-engine.ts';
import { START_AT } from '#test/support/test-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hourly = { triggers: [{ cron: '0 * * * *' }] };
/** The three hours before the engine was there. */
const RANGE = { from: START_AT - 3 * HOUR, to: START_AT };

test('a backfill runs each instant of a range once, with its nominal time', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { ...hourly, overlap: 'skip' }));
  const request = { job: 'report', ...RANGE, undoMs: 0, spacingMs: 0 };
  await engine.client.bulks.backfill({ ...command('they were lost'), ...request });
  await engine.clock.advance(1_000);
  const runs = await engine.runs('report');
  expect(runs.map(({ nominalAt }) => nominalAt)).toEqual([
    START_AT - 3 * HOUR,
    START_AT - 2 * HOUR,
    START_AT - HOUR,
  ]);
  expect(runs[0]).toMatchObject({
    ...{ origin: 'backfill', actor: 'tester', reason: 'they were lost', retriggerOf: null },
  });
});

test('the occurrences of a job tell which of its instants were made good by a backfill, beside what was decided before', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { ...hourly, overlap: 'allow' }));
  await engine.client.pauses.begin({ ...command(), on: { scope: 'job', job: 'report' } });
  await engine.clock.advance(HOUR + 1);
  await engine.client.pauses.end({ ...command(), on: { scope: 'job', job: 'report' } });
  const range = { from: RANGE.to - HOUR, to: engine.clock.wallNow() };
  const request = { job: 'report', ...range, undoMs: 0, spacingMs: 0 };
  await engine.client.bulks.backfill({ ...command(), ...request });
  await engine.clock.advance(1_000);
  const made = await engine.runs('report');
  const [before, skipped] = [RANGE.to - HOUR, RANGE.to + HOUR];
  const told = await engine.occurrences('report');
  expect(told.map(({ nominalAt, reason, run }) => [nominalAt, reason, run])).toEqual(
    expect.arrayContaining([
      [before, 'backfilled', made[0]?.id],
      [skipped, 'job_paused', null],
      [skipped, 'backfilled', made.at(-1)?.id],
    ]),
  );
});

test('an instant that has a run gets another only on request, linked to the first', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { ...hourly, overlap: 'allow' }));
  const request = { job: 'report', ...RANGE, undoMs: 0, spacingMs: 0 };
  await engine.client.bulks.backfill({ ...command(), ...request });
  await engine.clock.advance(1_000);
  const first = await engine.runs('report');
  for (const { id } of first) engine.attemptOf({ id }).end();
  const again = engine.client.bulks.backfill({ ...command(), ...request });
  await expect(again).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await engine.client.bulks.backfill({ ...command(), ...request, isRepeating: true });
  await engine.clock.advance(1_000);
  const second = (await engine.runs('report')).slice(first.length);
  expect(second.map(({ nominalAt, retriggerOf }) => [nominalAt, retriggerOf])).toEqual(
    first.map(({ nominalAt, id }) => [nominalAt, id]),
  );
});

test('a dry run of a backfill counts the instants and those that ran, and changes nothing', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { ...hourly, overlap: 'allow' }));
  await engine.clock.advance(2 * HOUR + 1_000);
  const before = engine.store.view.asOfSeq();
  const range = { from: RANGE.from, to: engine.clock.wallNow() };
  const asked = { ...command(), job: 'mail', ...range, isDryRun: true };
  const { bulk, preview } = await engine.client.bulks.backfill(asked);
  expect(bulk).toBeNull();
  expect(preview).toMatchObject({
    ...{ count: 6, ranCount: 2, acceptedCount: 4, method: 'POST' },
    ...{ firstAt: RANGE.from, lastAt: START_AT + 2 * HOUR },
  });
  expect(engine.store.view.asOfSeq()).toBe(before);
});

test('a backfill of too many instants is refused with the reason, and so is what is still to come', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { triggers: [{ cron: '* * * * *' }] }));
  const asked = (from: number, to: number) =>
    engine.client.bulks.backfill({ ...command(), job: 'mail', from, to });
  await expect(asked(START_AT - 700 * DAY, START_AT)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(/more than 10,000 instants .* choose a shorter one/) as string,
  });
  await expect(asked(START_AT, START_AT + DAY)).rejects.toMatchObject({
    data: { problems: [{ place: 'to' }] },
  });
  await expect(asked(START_AT, START_AT - 1)).rejects.toMatchObject({
    message: 'the range ends before it begins',
  });
  expect(await engine.runs('mail')).toEqual([]);
});

test('two backfills of one range run each instant once', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('mail', { ...hourly, overlap: 'allow' }));
  const request = { job: 'mail', ...RANGE, undoMs: 0, spacingMs: 0 };
  const [, second] = await Promise.all([
    engine.client.bulks.backfill({ ...command(), ...request }),
    engine.client.bulks.backfill({ ...command(), ...request }),
  ]);
  await engine.clock.advance(1_000);
  expect(await engine.runs('mail')).toHaveLength(3);
  const { items } = await engine.client.bulks.items({ bulk: second.bulk?.id ?? '' });
  expect(items.map(({ state }) => state)).toEqual(['refused', 'refused', 'refused']);
});

test('backfilled instants queue behind each other, and replace nothing', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { ...hourly, overlap: 'cancel_running' }));
  const running = await engine.trigger('report');
  const request = { job: 'report', ...RANGE, undoMs: 0, spacingMs: 0 };
  await engine.client.bulks.backfill({ ...command(), ...request });
  await engine.clock.advance(1_000);
  expect(engine.attemptOf(running).isCancelled).toBe(false);
  const states = (await engine.runs('report')).map(({ state }) => state);
  expect(states).toEqual(['running', 'ready', 'ready', 'ready']);
});

test('an instant that comes while a backfill runs is not skipped: it waits for its turn', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { ...hourly, overlap: 'skip' }));
  const request = { job: 'report', ...RANGE, undoMs: 0, spacingMs: 0 };
  await engine.client.bulks.backfill({ ...command(), ...request });
  await engine.clock.advance(HOUR + 1_000);
  const runs = await engine.runs('report');
  expect(runs.map(({ origin, state }) => [origin, state])).toEqual([
    ['backfill', 'running'],
    ['backfill', 'ready'],
    ['backfill', 'ready'],
    ['schedule', 'ready'],
  ]);
});
