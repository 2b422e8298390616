import { setTimeout as sleep } from 'node:timers/promises';
import { applyJobs, triggerRuns, withEngine } from '#test/bench/scenario.ts';
import { percentile } from '#test/bench/scenario-output.ts';

/**
 * 50 triggers that fire every second, with nothing else going on, and then while more than can be carried out is
 * waiting and a console asks for what it shows: how late the handlers begin.
 */
const TRIGGERS = 50;
const SECONDS = 10;
/** More than are carried out meanwhile. */
const BACKLOG = 2_000;
const QUESTION_MS = 250;

const lateness: number[] = [];
const builtins = {
  stamp: () => {
    lateness.push(Date.now() % 1_000);
    return undefined;
  },
  noop: () => sleep(20).then(() => undefined),
};

await withEngine({ workers: 100, builtins }, async (engine) => {
  const triggers = [{ cron: '* * * * * *', zone: 'UTC' }];
  const stamp = {
    method: 'POST',
    target: 'builtin:stamp',
    overlap: 'allow',
    priority: 10,
    triggers,
  };
  const concurrency = [{ key: 'backlog', limit: 40 }];
  await applyJobs(engine, [
    { name: 'noop', method: 'POST', target: 'builtin:noop', overlap: 'allow', concurrency },
    ...Array.from({ length: TRIGGERS }, (_item, index) => ({ ...stamp, name: `stamp-${index}` })),
  ]);
  await sleep(2_000);
  lateness.length = 0;
  await sleep(SECONDS * 1_000);
  const idle = [...lateness];

  const client = engine.client('console');
  const busyPhase = new AbortController();
  const { signal } = busyPhase;
  const backlog = (async () => {
    for (let round = 0; !signal.aborted; round++) {
      await triggerRuns(engine, BACKLOG / 10, `backlog-${round}`);
      await sleep(100);
    }
  })();
  const questions = (async () => {
    while (!signal.aborted) {
      await client.activity.throughput({
        from: Date.now() - 86_400_000,
        to: Date.now(),
        bucketMs: 600_000,
      });
      await client.runs.list({ limit: 100 });
      await sleep(QUESTION_MS);
    }
  })();
  lateness.length = 0;
  await sleep(SECONDS * 1_000);
  const busy = [...lateness];
  busyPhase.abort();
  await Promise.all([backlog, questions]);
  const [idleP99Ms, busyP99Ms] = [percentile(idle, 0.99), percentile(busy, 0.99)];
  return { idleP99Ms, busyP99Ms, ratio: busyP99Ms / idleP99Ms };
});
