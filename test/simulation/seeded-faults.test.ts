import { expect, test } from 'vitest';
import { ENGINE_FAULTS } from '#test/faults/engine-faults.ts';
import { liveThroughHistories } from '#test/simulation/live-through-histories.ts';

/** A fault that needs more than this is one that the simulation does not really see. */
const MOST_HISTORIES = 100;

test(`${ENGINE_FAULTS.length} of ${ENGINE_FAULTS.length} faults that are seeded in the engine are found`, async () => {
  const missed: string[] = [];
  const waiting = [...ENGINE_FAULTS];
  async function findAll(): Promise<void> {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const { seed } = await liveThroughHistories(1, MOST_HISTORIES, fault);
      if (seed === null) missed.push(fault.breaks);
    }
  }
  await Promise.all([findAll(), findAll()]);
  expect(ENGINE_FAULTS.length).toBeGreaterThanOrEqual(30);
  expect(missed).toEqual([]);
}, 3_600_000);
