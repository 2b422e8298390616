import { expect, test } from 'vitest';
import { aGet, aPost } from '#test/support/raw-jobs.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;

async function jumpsOf(engine: TestEngine) {
  await engine.settle();
  const { jumps } = await engine.client.activity.timeJumps({ since: 0, limit: 100 });
  return jumps.map(({ cause, fromAt, toAt }) => [cause, toAt - fromAt]);
}

const hourly = (name: string) =>
  aGet(name, { triggers: [{ interval: '1h', misfire: 'run_once' }], overlap: 'allow' });

test('a sleep of the machine is recorded, with its length', async () => {
  const engine = await startTestEngine();
  await engine.apply(hourly('report'));
  engine.clock.sleep(3 * HOUR);
  await engine.clock.advance(3_000);
  expect(await jumpsOf(engine)).toEqual([['slept', 3 * HOUR]]);
});

test('time in which nothing ran is recorded, where all clocks go on in it', async () => {
  const engine = await startTestEngine();
  await engine.apply(hourly('report'));
  engine.clock.standStill(3 * HOUR);
  await engine.clock.advance(3_000);
  expect(await jumpsOf(engine)).toEqual([['stood_still', 3 * HOUR - 1_000]]);
});

test('where work goes on before the planner looks, the jump is seen all the same', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: [{ interval: '4h' }] }));
  engine.clock.standStill(HOUR);
  await engine.apply(aPost('pay', { triggers: [{ at: '2026-01-05T10:30' }] }));
  await engine.clock.advance(3_000);
  expect(await jumpsOf(engine)).toEqual([['stood_still', HOUR - 1_000]]);
});

test('the resume signal of the system tells that time was slept', async () => {
  const engine = await startTestEngine();
  await engine.apply(hourly('report'));
  engine.clock.standStill(HOUR);
  engine.resumed();
  await engine.clock.advance(3_000);
  expect(await jumpsOf(engine)).toEqual([['slept', HOUR - 1_000]]);
});

test('a resume that is told of again is the same sleep', async () => {
  const engine = await startTestEngine();
  await engine.apply(hourly('report'));
  engine.clock.sleep(HOUR);
  await engine.clock.advance(3_000);
  engine.resumed();
  await engine.clock.advance(3_000);
  expect(await jumpsOf(engine)).toEqual([['slept', HOUR]]);
});

test('a clock that was set is recorded, with its direction', async () => {
  const engine = await startTestEngine();
  await engine.apply(hourly('report'));
  engine.clock.jumpWall(2 * HOUR);
  await engine.clock.advance(10_000);
  engine.clock.jumpWall(-20 * MINUTE);
  await engine.clock.advance(10_000);
  expect(await jumpsOf(engine)).toEqual([
    ['set_back', -20 * MINUTE],
    ['set_forward', 2 * HOUR],
  ]);
});

test('nothing that became due in a jump begins before it has settled', async () => {
  const engine = await startTestEngine();
  await engine.apply(hourly('report'));
  engine.clock.sleep(HOUR);
  await engine.clock.advance(2_900);
  expect(await engine.runs('report')).toEqual([]);
  await engine.clock.advance(100);
  expect(await engine.runs('report')).toHaveLength(1);
});

test('after a sleep missed runs of many jobs start one after the other', async () => {
  const engine = await startTestEngine();
  await engine.apply(...['one', 'two', 'three'].map(hourly));
  engine.clock.sleep(HOUR + 10 * MINUTE);
  await engine.clock.advance(3_000);
  const startedIn = async () =>
    (await engine.runs()).filter(({ state }) => state === 'running').length;
  expect(await startedIn()).toBe(1);
  await engine.clock.advance(2_000);
  expect(await startedIn()).toBe(2);
  await engine.clock.advance(2_000);
  expect(await startedIn()).toBe(3);
});

test('a clock that is set back fires nothing again', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('pay', { overlap: 'allow', triggers: [{ cron: '*/5 * * * *', misfire: 'run_all' }] }),
  );
  await engine.clock.advance(16 * MINUTE);
  engine.clock.jumpWall(-12 * MINUTE);
  await engine.clock.advance(20 * MINUTE);
  const instants = (await engine.occurrences('pay')).map(({ nominalAt }) => nominalAt);
  expect(new Set(instants).size).toBe(instants.length);
  expect(instants).toHaveLength(4);
  expect(engine.fatal).toEqual([]);
});
