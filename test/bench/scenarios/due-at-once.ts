import { monitorEventLoopDelay } from 'node:perf_hooks';
import { allEnded, applyJobs, triggerRuns, withEngine } from '#test/bench/scenario.ts';

/** 10,000 runs that are due at one instant, ten workers, and a key that lets eight of them run at once. */
const COUNT = 10_000;
const LIMIT = 8;

let runningCount = 0;
let mostRunning = 0;
const builtins = {
  noop: async () => {
    runningCount += 1;
    mostRunning = Math.max(mostRunning, runningCount);
    await new Promise(setImmediate);
    runningCount -= 1;
    return undefined;
  },
};

await withEngine({ workers: 10, builtins }, async (engine) => {
  const concurrency = [{ key: 'bench', limit: LIMIT }];
  await applyJobs(engine, [
    { name: 'noop', method: 'POST', target: 'builtin:noop', overlap: 'allow', concurrency },
  ]);
  const dueAt = Date.now() + 15_000;
  await triggerRuns(engine, COUNT, 'due', dueAt);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, dueAt - Date.now() - 20));
  loop.enable();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await allEnded(engine);
  loop.disable();
  return {
    mostRunning,
    runsPerSecond: COUNT / ((Date.now() - dueAt) / 1_000),
    longestTurnMs: loop.max / 1e6,
  };
});
