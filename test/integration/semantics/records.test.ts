import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { RunEvent, RunState } from '#shared/domain/run-state-table.ts';
import { isAllowedTransition } from '#shared/domain/run-state-table.ts';
import { StorageFailure } from '#engine/core/store.ts';
import { aGet, aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith } from '#test/support/scripted-executor.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function databaseFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nightdesk-records-'));
  folders.push(folder);
  return join(folder, 'nightdesk.db');
}

function journalOf(engine: TestEngine): readonly JournalEvent[] {
  return engine.store.view.readJournal(0, 100_000);
}

/** A little of everything that can happen to runs. */
async function liveALittle(engine: TestEngine): Promise<void> {
  await engine.apply(
    aGet('report', { triggers: [{ interval: '1m' }], retry: { maxAttempts: 2, jitter: 'none' } }),
    aPost('pay'),
  );
  const paid = await engine.trigger('pay');
  const cancelled = await engine.trigger('pay');
  const lost = await engine.trigger('pay');
  await engine.client.runs.cancel({ ...command(), run: cancelled.id });
  engine.attemptOf(paid).end();
  await engine.settle();
  engine.attemptOf(lost).end({ kind: 'lost', message: 'gone' });
  for (let minute = 0; minute < 10; minute++) {
    await engine.clock.advance(60_000);
    engine.executor.open[0]?.end(minute % 3 === 0 ? undefined : failedWith('exit:1'));
  }
  await engine.settle();
}

test('the journal is numbered without gaps', async () => {
  const engine = await startTestEngine();
  await liveALittle(engine);
  const numbers = journalOf(engine).map(({ seq }) => seq);
  expect(numbers).toEqual(numbers.map((_seq, index) => index + 1));
  expect(numbers.length).toBeGreaterThan(20);
});

test('the states of all runs can be derived from the journal, and every step is one that the table allows', async () => {
  const engine = await startTestEngine();
  await liveALittle(engine);
  const derived = new Map<string, RunState>();
  for (const { type, run, from, to } of journalOf(engine)) {
    if (run === null || to === null || !type.startsWith('run.')) continue;
    expect(derived.get(run) ?? null).toBe(from);
    const event = type.slice('run.'.length) as RunEvent;
    expect(isAllowedTransition(from as RunState | null, event, to as RunState)).toBe(true);
    derived.set(run, to as RunState);
  }
  const actual = (await engine.runs()).map(({ id, state }) => [id, state]);
  expect([...derived].sort()).toEqual(actual.sort());
});

test('a follower of the journal gets what was, then what comes, each event once and in order', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const iterator = await engine.client.journal.tail({ afterSeq: 0 });
  const seen: number[] = [];
  const following = (async () => {
    for await (const { seq } of iterator) {
      seen.push(seq);
      if (seq >= 4) return;
    }
  })();
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end();
  await following;
  expect(seen).toEqual([1, 2, 3, 4]);
});

test('an ended attempt never changes', async () => {
  const file = databaseFile();
  const engine = await startTestEngine({ file });
  await engine.apply(aPost('pay'));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end();
  await engine.settle();
  engine.kill();
  const database = new Database(file);
  expect(() => database.exec("UPDATE attempt SET state = 'failed'")).toThrow(
    'an ended attempt never changes',
  );
  database.close();
});

test('what is live stands apart: a finished run leaves no live row and no instant to wake', async () => {
  const file = databaseFile();
  const engine = await startTestEngine({ file });
  await engine.apply(aPost('pay', { expireAfter: '1h', retry: { maxAttempts: 2 } }));
  const run = await engine.trigger('pay');
  engine.attemptOf(run).end(failedWith('exit:1'));
  await engine.clock.advance(60_000);
  engine.attemptOf(run).end();
  await engine.settle();
  engine.kill();
  const database = new Database(file, { readonly: true });
  const count = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(['live_run', 'wake', 'run', 'attempt'].map(count)).toEqual([0, 0, 1, 2]);
  database.close();
});

test('occurrences are unique on trigger and nominal instant, by the database itself', async () => {
  const file = databaseFile();
  const engine = await startTestEngine({ file });
  await engine.apply(aGet('report', { triggers: [{ interval: '1m' }] }));
  await engine.clock.advance(60_000);
  engine.kill();
  const database = new Database(file);
  expect(() => database.exec('INSERT INTO occurrence SELECT * FROM occurrence')).toThrow('UNIQUE');
  database.close();
});

test('an engine started after a crash goes on exactly where the last one was', async () => {
  const file = databaseFile();
  const before = await startTestEngine({ file });
  await before.apply(aPost('pay', { target: 'exec:pay' }), aPost('mail', { target: 'exec:mail' }));
  const running = await before.trigger('pay');
  const waiting = await before.trigger('pay');
  const deferred = await before.trigger('mail', {}, before.clock.wallNow() + 60_000);
  before.kill();

  const after = await startTestEngine({ file, clock: before.clock });
  expect(after.executor.open.map(({ isResumed, request }) => [isResumed, request.runId])).toEqual([
    [true, running.id],
  ]);
  after.attemptOf(running).end();
  expect((await after.run(waiting.id)).state).toBe('running');
  await after.clock.advance(60_000);
  expect((await after.run(deferred.id)).state).toBe('running');
});

test('a crash at any instant neither loses nor doubles a firing', async () => {
  const file = databaseFile();
  let engine = await startTestEngine({ file });
  await engine.apply(aGet('report', { overlap: 'allow', triggers: [{ interval: '10s' }] }));
  const startAt = engine.clock.wallNow();
  for (let crash = 0; crash < 20; crash++) {
    await engine.clock.advance(7_000);
    engine.kill();
    engine = await startTestEngine({ file, clock: engine.clock });
  }
  await engine.clock.advance(10_000);
  const nominal = (await engine.occurrences('report')).map(({ nominalAt }) => nominalAt - startAt);
  expect(nominal).toEqual(Array.from({ length: 15 }, (_item, index) => (index + 1) * 10_000));
});

test('an engine that was replaced writes nothing any more', async () => {
  const file = databaseFile();
  const old = await startTestEngine({ file });
  await old.apply(aPost('pay'));
  const replacement = await startTestEngine({ file });
  await expect(old.client.runs.trigger({ ...command(), job: 'pay' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'another engine has taken over this data folder',
  });
  expect(old.fatal).toHaveLength(1);
  expect(await replacement.runs()).toEqual([]);
});

test('while the storage takes no writes, commands are refused and nothing that happened is lost', async () => {
  let isFull = false;
  const engine = await startTestEngine({
    wrapStore: (store) => ({
      ...store,
      transact: (work) =>
        store.transact(() => {
          const result = work();
          if (isFull) throw new StorageFailure('the disk that holds the data folder is full');
          return result;
        }),
    }),
  });
  await engine.apply(aPost('pay', { overlap: 'allow' }));
  const run = await engine.trigger('pay');
  isFull = true;
  engine.attemptOf(run).end();
  await expect(engine.client.runs.trigger({ ...command(), job: 'pay' })).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message:
      'the disk that holds the data folder is full: nothing was changed, ask again once that is seen to',
  });
  expect((await engine.run(run.id)).state).toBe('running');
  expect((await engine.client.instance.describe()).degradedBecause).toContain('full');
  isFull = false;
  await engine.clock.advance(2_000);
  expect((await engine.run(run.id)).state).toBe('succeeded');
  expect((await engine.client.instance.describe()).degradedBecause).toBeNull();
  expect(await engine.runs('pay')).toHaveLength(1);
});

test('storage that took no write counts as failing until it has taken one, not merely nothing', async () => {
  let isFull = false;
  let writeCount = 0;
  const engine = await startTestEngine({
    wrapStore: (store) => ({
      ...store,
      probe() {
        writeCount += 1;
        store.probe();
      },
      write(changes, now) {
        writeCount += 1;
        return store.write(changes, now);
      },
      transact: (work) =>
        store.transact(() => {
          const before = writeCount;
          const result = work();
          if (isFull && writeCount > before) throw new StorageFailure('the disk is full');
          return result;
        }),
    }),
  });
  const degradedBecause = async () => (await engine.client.instance.describe()).degradedBecause;
  await engine.apply(aPost('pay'));
  isFull = true;
  await expect(engine.trigger('pay')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await engine.clock.advance(60_000);
  expect(await degradedBecause()).toBe('the disk is full');
  isFull = false;
  await engine.clock.advance(2_000);
  expect(await degradedBecause()).toBeNull();
});

test('nothing of an apply is kept if one of its jobs is wrong', async () => {
  const engine = await startTestEngine();
  await expect(
    engine.apply(aGet('good'), aGet('bad', { triggers: [{ cron: '0 0 30 2 *' }] })),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect((await engine.client.jobs.list()).jobs).toEqual([]);
});

test('a job that asks for a builtin that is not there is refused, with those that are', async () => {
  const engine = await startTestEngine();
  await expect(engine.apply(aGet('lost', { target: 'builtin:nope' }))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    data: {
      problems: [
        { place: 'jobs[0].target', message: 'no builtin is called "nope": there are fail, noop' },
      ],
    },
  });
});

test('the id of a command stands for that command only', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('pay'));
  const once = command();
  await engine.client.runs.trigger({ ...once, job: 'pay' });
  await expect(engine.client.jobs.pause({ ...once, job: 'pay' })).rejects.toMatchObject({
    code: 'CONFLICT',
    message: `command id "${once.commandId}" was used for runs.trigger before: a new command needs a new id`,
  });
  expect((await engine.client.jobs.get({ job: 'pay' })).job.paused).toBeNull();
});

test('who pinned a run, and why, stands in its history, and the pin outlives the engine', async () => {
  const file = databaseFile();
  const before = await startTestEngine({ file });
  await before.apply(aPost('pay'));
  const { id } = await before.trigger('pay');
  await before.client.runs.pin({ ...command('ticket 4711'), run: id });
  before.kill();
  const engine = await startTestEngine({ file, clock: before.clock });
  const { run } = await engine.client.runs.get({ run: id });
  expect(run.pinned).toMatchObject({ by: 'tester', reason: 'ticket 4711' });
  await engine.client.runs.unpin({ ...command('closed'), run: id });
  const { events } = await engine.client.runs.history({ run: id });
  const deeds = events.filter(({ type }) => type.endsWith('pinned'));
  expect(deeds.map(({ type, actor, reason }) => [type, actor, reason])).toEqual([
    ['run.pinned', 'tester', 'ticket 4711'],
    ['run.unpinned', 'tester', 'closed'],
  ]);
});

test('who asked the engine to stop, and why, is recorded before it does', async () => {
  const engine = await startTestEngine();
  const once = command('the machine is moved');
  await engine.client.instance.stop(once);
  await engine.client.instance.stop(once);
  const actor = { name: 'tester', reason: 'the machine is moved' };
  expect(engine.stopRequests).toEqual([actor]);
  const events = engine.store.view.readJournal(0, 100);
  expect(events.map(({ type, actor, reason }) => [type, actor, reason])).toEqual([
    ['engine.stop_requested', 'tester', 'the machine is moved'],
  ]);
});

test('an engine whose storage takes no writes stops all the same when it is asked', async () => {
  const engine = await startTestEngine({
    wrapStore: (store) => ({
      ...store,
      transact: (work) =>
        store.transact(() => {
          work();
          throw new StorageFailure('the disk is full');
        }),
    }),
  });
  const stopped = engine.client.instance.stop(command());
  await engine.clock.advance(2_000);
  await stopped;
  expect(engine.stopRequests).toEqual([{ name: 'tester', reason: null }]);
});
