import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PauseOn } from '#shared/contract/pause-operations.ts';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';
import { createTestClock } from '#test/support/test-clock.ts';

const EVERY_MINUTE = [{ name: 'often', interval: '1m' }];
const MINUTE = 60_000;
const ALL: PauseOn = { scope: 'scheduler' };

async function pause(engine: TestEngine, on: PauseOn, until: number | null = null) {
  await engine.client.pauses.begin({ ...command('the disk is being changed'), on, until });
  await engine.settle();
}

async function resume(engine: TestEngine, on: PauseOn) {
  await engine.client.pauses.end({ ...command(), on });
  await engine.settle();
}

test('while the scheduler is paused nothing starts, not even by hand, and what runs goes on', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  const running = await engine.trigger('pay');
  await pause(engine, ALL);
  const waiting = await engine.trigger('pay');
  engine.attemptOf(running).end();
  expect((await engine.run(running.id)).state).toBe('succeeded');
  expect((await engine.run(waiting.id)).state).toBe('ready');
  const explained = await engine.client.runs.explain({ run: waiting.id });
  expect(explained.sentence).toContain('the scheduler is paused by tester');
  expect(explained.gates[0]).toMatchObject({
    gate: 'scheduler_paused',
    actions: ['resume_scheduler'],
  });
  await engine.clock.advance(MINUTE);
  await resume(engine, ALL);
  expect(engine.attemptOf(waiting)).toBeDefined();
  engine.attemptOf(waiting).end();
  const [attempt] = (await engine.run(waiting.id)).attempts;
  expect(attempt?.gateWaitsMs).toEqual({ scheduler_paused: MINUTE });
});

test('instants that come while the scheduler is paused go by the misfire rule', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aGet('report', { overlap: 'allow', triggers: [{ ...EVERY_MINUTE[0], misfire: 'run_once' }] }),
    aGet('tidy', { overlap: 'allow', triggers: [{ ...EVERY_MINUTE[0], misfire: 'skip' }] }),
  );
  await engine.apply(aPost('pay'));
  await engine.trigger('pay', {}, engine.clock.wallNow() + 5 * MINUTE);
  await pause(engine, ALL);
  await engine.clock.advance(10 * MINUTE + 30_000);
  expect(await engine.occurrences('report')).toEqual([]);
  await resume(engine, ALL);
  await engine.clock.advance(1);
  const reported = await engine.occurrences('report');
  expect(reported.map(({ disposition }) => disposition)).toEqual([
    ...Array<string>(9).fill('coalesced'),
    'dispatched',
  ]);
  const tidied = await engine.occurrences('tidy');
  expect(tidied.map(({ reason }) => reason)).toEqual([...Array<string>(9).fill('missed'), null]);
});

test('a paused trigger fires nothing, while the others of its job go on', async () => {
  const engine = await startTestEngine();
  const triggers = [...EVERY_MINUTE, { name: 'seldom', interval: '2m' }];
  await engine.apply(aGet('report', { overlap: 'allow', triggers }));
  await pause(engine, { scope: 'trigger', job: 'report', trigger: 'often' });
  await engine.clock.advance(2 * MINUTE);
  const occurrences = await engine.occurrences('report');
  expect(occurrences.map(({ trigger, reason }) => [trigger, reason])).toEqual(
    expect.arrayContaining([
      ['often', 'trigger_paused'],
      ['often', 'trigger_paused'],
      ['seldom', null],
    ]),
  );
  const { job } = await engine.client.jobs.get({ job: 'report' });
  expect(job.triggers[0]).toMatchObject({ nextAt: null, paused: { by: 'tester' } });
});

test('a paused trigger keeps back what it fired and has not begun, and no retry by hand', async () => {
  const engine = await startTestEngine({ workers: 1 });
  await engine.apply(
    aGet('report', { overlap: 'allow', triggers: EVERY_MINUTE, retry: { maxAttempts: 1 } }),
    aPost('other'),
  );
  await engine.clock.advance(MINUTE);
  const [begun] = await engine.runs('report');
  await engine.clock.advance(MINUTE);
  await pause(engine, { scope: 'trigger', job: 'report', trigger: 'often' });
  engine.attemptOf(begun!).end(failedWith('exit:1'));
  await engine.settle();
  const [, waiting] = await engine.runs('report');
  const { gates } = await engine.client.runs.explain({ run: waiting!.id });
  expect(gates).toMatchObject([
    { gate: 'trigger_paused', trigger: 'often', actions: ['resume_trigger'] },
  ]);
  await engine.client.runs.retry({ ...command(), run: begun!.id });
  await engine.settle();
  expect((await engine.run(begun!.id)).state).toBe('running');
});

test('a paused key keeps back every run that takes it, whichever job it belongs to', async () => {
  const engine = await startTestEngine();
  const concurrency = [{ key: 'db', limit: 5 }];
  await engine.apply(aPost('a', { concurrency }), aPost('b', { concurrency }), aPost('free'));
  await pause(engine, { scope: 'key', key: 'db' });
  const [a, b, free] = [
    await engine.trigger('a'),
    await engine.trigger('b'),
    await engine.trigger('free'),
  ];
  expect((await engine.run(free.id)).state).toBe('running');
  for (const { id } of [a, b]) {
    const { gates } = await engine.client.runs.explain({ run: id });
    expect(gates).toMatchObject([{ gate: 'key_paused', key: 'db', actions: ['resume_key'] }]);
  }
  await resume(engine, { scope: 'key', key: 'db' });
  expect(engine.executor.open).toHaveLength(3);
});

test('a pause with an end ends by itself at that instant, and the journal says so', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { overlap: 'allow', triggers: EVERY_MINUTE }));
  const until = engine.clock.wallNow() + 3 * MINUTE;
  await pause(engine, { scope: 'job', job: 'report' }, until);
  expect((await engine.client.jobs.get({ job: 'report' })).job.paused).toMatchObject({ until });
  await engine.clock.advance(3 * MINUTE);
  const occurrences = await engine.occurrences('report');
  expect(occurrences.map(({ reason }) => reason)).toEqual(['job_paused', 'job_paused', null]);
  const events = engine.store.view.readJournal(0, 100);
  expect(events.find(({ type }) => type === 'job.resumed')).toMatchObject({
    ...{ job: 'report', at: until, actor: 'scheduler' },
  });
});

test('an engine that comes back after the end of a pause tells what was paused from what was missed', async () => {
  const clock = createTestClock();
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-pauses-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'nightdesk.db');
  const first = await startTestEngine({ clock, file });
  const misfire = 'run_once';
  await first.apply(aGet('report', { triggers: [{ ...EVERY_MINUTE[0], misfire }] }));
  await pause(first, { scope: 'job', job: 'report' }, clock.wallNow() + 3 * MINUTE);
  first.kill();
  await clock.advance(6 * MINUTE + 30_000);
  const second = await startTestEngine({ clock, file });
  await clock.advance(1_000);
  const occurrences = await second.occurrences('report');
  expect(occurrences.map(({ disposition, reason }) => reason ?? disposition)).toEqual([
    ...['job_paused', 'job_paused', 'run_once', 'run_once', 'run_once', 'dispatched'],
  ]);
  second.kill();
});

test('pausing twice, resuming what goes on and a pause that ends in the past are refused', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: EVERY_MINUTE }));
  await pause(engine, ALL);
  await expect(pause(engine, ALL)).rejects.toMatchObject({
    message: 'the scheduler is paused already, by tester: resume it first',
  });
  await expect(resume(engine, { scope: 'key', key: 'db' })).rejects.toMatchObject({
    message: 'concurrency key "db" is not paused',
  });
  await expect(pause(engine, { scope: 'job', job: 'report' }, 1)).rejects.toMatchObject({
    message: 'a pause ends in the future, and that has passed',
  });
  const typo: PauseOn = { scope: 'trigger', job: 'report', trigger: 'oftn' };
  await expect(pause(engine, typo)).rejects.toMatchObject({
    message: 'report has no trigger "oftn": did you mean "often"?',
  });
});

test('everything that is paused stands in one list, with who, when, why and until when', async () => {
  const engine = await startTestEngine();
  await engine.apply(aGet('report', { triggers: EVERY_MINUTE }));
  const until = engine.clock.wallNow() + MINUTE;
  await pause(engine, { scope: 'trigger', job: 'report', trigger: 'often' }, until);
  await pause(engine, ALL);
  const { pauses } = await engine.client.pauses.list();
  const who = { at: engine.clock.wallNow(), by: 'tester', reason: 'the disk is being changed' };
  const none = { key: null, schedule: null };
  expect(pauses).toEqual([
    { ...who, scope: 'scheduler', job: null, trigger: null, ...none, until: null },
    {
      ...who,
      scope: 'trigger',
      job: 'report',
      trigger: 'often',
      ...none,
      schedule: 'every 1m',
      until,
    },
  ]);
  expect((await engine.client.instance.describe()).paused).toMatchObject(who);
});
