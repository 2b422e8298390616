import { setTimeout as sleep } from 'node:timers/promises';
import { applyJobs, withEngine } from '#test/bench/scenario.ts';
import { percentile } from '#test/bench/scenario-output.ts';

/** 50 triggers that fire every second: how late the handlers begin, after the durable commit. */
const TRIGGERS = 50;
const SECONDS = 12;

const lateness: number[] = [];
const builtins = {
  stamp: () => {
    lateness.push(Date.now() % 1_000);
    return undefined;
  },
};

await withEngine({ workers: 100, builtins }, async (engine) => {
  const triggers = [{ cron: '* * * * * *', zone: 'UTC' }];
  const job = { method: 'POST', target: 'builtin:stamp', overlap: 'allow', triggers };
  await applyJobs(
    engine,
    Array.from({ length: TRIGGERS }, (_item, index) => ({ ...job, name: `stamp-${index}` })),
  );
  await sleep(2_000);
  lateness.length = 0;
  await sleep(SECONDS * 1_000);
  return {
    p50Ms: percentile(lateness, 0.5),
    p99Ms: percentile(lateness, 0.99),
    fires: lateness.length,
  };
});
