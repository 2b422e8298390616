import { expect, test } from 'vitest';
import { simulate } from '#test/simulation/simulate.ts';

const SEEDS = Number(process.env['NIGHTDESK_SIMULATION_SEEDS'] ?? 150);
const FIRST = Number(process.env['NIGHTDESK_SIMULATION_FIRST'] ?? 1);

test(`no promise is broken in ${SEEDS} histories of crashes, lost keepers, full disks and jumping clocks`, async () => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    expect({ seed, breaches: await simulate(seed) }).toEqual({ seed, breaches: [] });
  }
}, 600_000);
