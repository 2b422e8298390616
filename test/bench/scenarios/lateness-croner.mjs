import { Cron } from '../peers/node_modules/croner/dist/croner.js';
import { setTimeout as sleep } from 'node:timers/promises';

/** The same with croner's own timers, which keep nothing. */
const lateness = [];
const jobs = Array.from(
  { length: 50 },
  () => new Cron('* * * * * *', { timezone: 'UTC' }, () => lateness.push(Date.now() % 1_000)),
);
await sleep(2_000);
lateness.length = 0;
await sleep(12_000);
jobs.forEach((job) => job.stop());
const sorted = lateness.toSorted((a, b) => a - b);
const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
process.stdout.write(
  `${JSON.stringify({ p50Ms: at(0.5), p99Ms: at(0.99), fires: sorted.length })}\n`,
);
