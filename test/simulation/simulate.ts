import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { audit } from '#test/simulation/audit.ts';
import type { RandomSource } from '#test/simulation/random-source.ts';
import { createRandomSource } from '#test/simulation/random-source.ts';
import { startSimulatedEngine } from '#test/simulation/simulated-engine.ts';
import type { SimulatedEngine } from '#test/simulation/simulated-engine.ts';
import { createSimulatedWorld } from '#test/simulation/simulated-world.ts';
import type { SimulatedWorld } from '#test/simulation/simulated-world.ts';
import { aGet, aPost } from '#test/support/raw-jobs.ts';
import type { TestClock } from '#test/support/test-clock.ts';
import { createTestClock } from '#test/support/test-clock.ts';

/** Nothing here outlives the machine, so the files need no disk where there is a file system in memory. */
const MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const WORKERS = 4;
const STEPS = 60;

/** Lives through one seeded history of an engine and its world, and answers with every broken promise. */
export async function simulate(seed: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(MEMORY, 'nightdesk-simulation-'));
  const file = join(folder, 'nightdesk.db');
  const random = createRandomSource(seed);
  const clock = createTestClock();
  const world = createSimulatedWorld(random);
  const start = () => startSimulatedEngine({ file, clock, world, random, workers: WORKERS });
  const breaches: string[] = [];
  let engine = await start();
  try {
    await engine.apply(jobs(random));
    for (let step = 0; step < STEPS; step++) {
      await takeStep(random, clock, world, engine);
      if (!engine.isAlive() || random.chance(0.08)) {
        engine.kill();
        if (random.chance(0.2)) world.killKeeper();
        if (random.chance(0.3)) clock.jumpWall(random.between(1, 200) * 60_000);
        engine = await start();
      }
      breaches.push(...overcrowding(world));
    }
    // Whatever was ordered for the next commit is forgotten: a healthy engine gets a moment to catch up.
    engine.kill();
    engine = await start();
    await clock.advance(2_000);
    engine.kill();
    breaches.push(...audit(file, world.ledger, clock.wallNow()));
  } finally {
    engine.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  return breaches;
}

function jobs(random: RandomSource): readonly Record<string, unknown>[] {
  const every = () => `${random.between(5, 90)}s`;
  const misfire = random.pick(['skip', 'run_once', 'run_all', 'hold'] as const);
  const overlap = random.pick([
    'allow',
    'skip',
    'queue_one',
    'queue_all',
    'cancel_running',
  ] as const);
  const concurrency = [{ key: 'shared', limit: 2 }];
  return [
    aGet('derive', {
      target: 'exec:derive',
      triggers: [{ interval: every(), misfire }],
      concurrency,
    }),
    aPost('change', {
      target: 'exec:change',
      triggers: [{ interval: every() }],
      overlap,
      concurrency,
    }),
    aPost('asked', { target: 'exec:asked', overlap: 'queue_all' }),
  ];
}

async function takeStep(
  random: RandomSource,
  clock: TestClock,
  world: SimulatedWorld,
  engine: SimulatedEngine,
): Promise<void> {
  const roll = random.next();
  if (roll < 0.35) await clock.advance(random.between(1, 60) * 1_000);
  else if (roll < 0.6) world.endSomething();
  else if (roll < 0.75) await engine.trigger('asked', { n: random.between(1, 3) });
  else if (roll < 0.8) await engine.cancelSomething(random);
  else if (roll < 0.84) await engine.togglePause('change');
  else if (roll < 0.88) clock.jumpWall(random.between(-3_600, 3_600) * 1_000);
  else if (roll < 0.91) world.killKeeper();
  else if (roll < 0.95) engine.crashAtNextCommit(random.chance(0.5) ? 'before' : 'after');
  else engine.failStorage(random.between(1, 3));
  await engine.settle();
}

/** Limits hold in the world, not only in the rows. */
function overcrowding(world: SimulatedWorld): readonly string[] {
  const alive = world.ledger.filter(({ state }) => state === 'alive');
  const jobsOf = (name: string) =>
    alive.filter(({ request }) => request.target === `exec:${name}`).length;
  const breaches: string[] = [];
  if (alive.length > WORKERS) breaches.push(`${alive.length} attempts with ${WORKERS} workers`);
  if (jobsOf('derive') + jobsOf('change') > 2) breaches.push('concurrency key over its limit');
  if (jobsOf('asked') > 1) breaches.push('runs of a queueing job overlap');
  return breaches;
}
