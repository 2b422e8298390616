import { expect, test } from 'vitest';
import { liveThroughHistories } from '#test/simulation/live-through-histories.ts';

const SEEDS = Number(process.env['NIGHTDESK_SIMULATION_SEEDS'] ?? 2_000);
const FIRST = Number(process.env['NIGHTDESK_SIMULATION_FIRST'] ?? 1);

test(`no promise is broken in ${SEEDS} histories of crashes, lost keepers, full disks, jumping clocks and hasty people`, async () => {
  const half = Math.ceil(SEEDS / 2);
  const found = await Promise.all([
    liveThroughHistories(FIRST, half),
    liveThroughHistories(FIRST + half, SEEDS - half),
  ]);
  expect(found).toEqual([
    { seed: null, breaches: [] },
    { seed: null, breaches: [] },
  ]);
}, 3_600_000);
