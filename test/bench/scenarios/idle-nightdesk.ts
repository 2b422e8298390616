import { setTimeout as sleep } from 'node:timers/promises';
import { applyJobs, withEngine } from '#test/bench/scenario.ts';

/** 1,000 cron triggers, none of them due: what waiting costs. */
const TRIGGERS = 1_000;
const SECONDS = 10;

await withEngine({}, async (engine) => {
  await applyJobs(
    engine,
    Array.from({ length: TRIGGERS }, (_item, index) => ({
      name: `yearly-${index}`,
      method: 'GET',
      target: 'builtin:noop',
      triggers: [{ cron: `${index % 60} 3 29 2 *`, zone: 'Europe/Berlin' }],
    })),
  );
  await sleep(2_000);
  globalThis.gc?.();
  const before = process.cpuUsage();
  await sleep(SECONDS * 1_000);
  const { user, system } = process.cpuUsage(before);
  globalThis.gc?.();
  return {
    cpuPercent: (user + system) / (SECONDS * 10_000),
    rssMb: process.memoryUsage().rss / 1_048_576,
  };
});
