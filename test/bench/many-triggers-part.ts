import { startTestEngine } from '#test/support/test-engine.ts';
import { median, printMeasures } from '#test/bench/scenario-output.ts';

/** One process of `many-triggers.ts`: makes the triggers, or measures with them. Time is the process's own. */
const [task, file = '', wanted] = process.argv.slice(2);
const COUNT = Number(wanted);
const TRIGGERS_OF_A_JOB = 100;
const JOBS_AT_ONCE = 50;
const WARMING = 100;
const FIRES = 300;

/** None of them is due while this runs. */
function triggersOf(job: number) {
  return Array.from({ length: TRIGGERS_OF_A_JOB }, (_item, index) => {
    const number = job * TRIGGERS_OF_A_JOB + index;
    const [minute, hour] = [number % 60, Math.floor(number / 60) % 24];
    const day = 1 + (Math.floor(number / 1_440) % 28);
    return { name: `t${index}`, cron: `${minute} ${hour} ${day} 7-9 *`, zone: 'Europe/Berlin' };
  });
}

async function prepare(): Promise<void> {
  const engine = await startTestEngine({ file });
  const base = { method: 'GET', target: 'builtin:noop' } as const;
  const jobs = Array.from({ length: COUNT / TRIGGERS_OF_A_JOB }, (_item, index) => ({
    ...{ ...base, name: `many-${index}` },
    triggers: triggersOf(index),
  }));
  for (let first = 0; first < jobs.length; first += JOBS_AT_ONCE) {
    await engine.apply(...jobs.slice(first, first + JOBS_AT_ONCE));
  }
  await engine.apply({ ...base, name: 'tick', overlap: 'allow', triggers: [{ interval: '1s' }] });
  await engine.stop();
}

async function measure(): Promise<void> {
  const startedAt = performance.now();
  const engine = await startTestEngine({ file });
  const startMs = performance.now() - startedAt;
  const timesUs: number[] = [];
  for (let fire = 0; fire < WARMING + FIRES; fire++) {
    const before = performance.now();
    await engine.clock.advance(1_000);
    timesUs.push((performance.now() - before) * 1_000);
    for (const attempt of engine.executor.open) attempt.end();
    await engine.settle();
  }
  if (engine.executor.attempts.length < WARMING + FIRES) throw new Error('not every fire was one');
  globalThis.gc?.();
  printMeasures({
    startMs,
    planUs: median(timesUs.slice(WARMING)),
    rssMb: process.memoryUsage().rss / 1_048_576,
  });
  await engine.stop();
}

await (task === 'prepare' ? prepare() : measure());
