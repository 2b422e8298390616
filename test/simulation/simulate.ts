import type { Auditor } from '#test/simulation/auditor/create-auditor.ts';
import { createAuditor } from '#test/simulation/auditor/create-auditor.ts';
import type { Follower } from '#test/simulation/follower.ts';
import { createFollower } from '#test/simulation/follower.ts';
import type { Person } from '#test/simulation/person.ts';
import { createPerson } from '#test/simulation/person.ts';
import type { RandomSource } from '#test/simulation/random-source.ts';
import { createRandomSource } from '#test/simulation/random-source.ts';
import { SHARED_LIMIT, simulatedJobs } from '#test/simulation/simulated-jobs.ts';
import type { SimulatedDisk } from '#test/simulation/simulated-disk.ts';
import { createSimulatedDisk } from '#test/simulation/simulated-disk.ts';
import { startSimulatedEngine } from '#test/simulation/simulated-engine.ts';
import type { SimulatedEngine } from '#test/simulation/simulated-engine.ts';
import { createSimulatedWorld } from '#test/simulation/simulated-world.ts';
import type { SimulatedWorld } from '#test/simulation/simulated-world.ts';
import { command } from '#test/support/raw-jobs.ts';
import type { TestClock } from '#test/support/test-clock.ts';
import { createTestClock } from '#test/support/test-clock.ts';

const WORKERS = 3;
const STEPS = 60;

interface History {
  readonly random: RandomSource;
  readonly clock: TestClock;
  readonly world: SimulatedWorld;
  readonly person: Person;
  readonly follower: Follower;
  readonly breaches: string[];
  readonly start: () => Promise<SimulatedEngine>;
}

/** Lives through one seeded history of an engine and its world, and answers with every broken promise. */
export async function simulate(seed: number): Promise<readonly string[]> {
  const disk = createSimulatedDisk();
  const history = createHistory(seed, disk);
  const { random, clock, world, person, follower, breaches } = history;
  let engine = await history.start();
  const auditor = createAuditor(disk.database, { workers: WORKERS, sharedKey: SHARED_LIMIT });
  try {
    const definitions = simulatedJobs(random).map((definition) => ({ ...definition }));
    await engine.client.jobs.apply({ ...command(), definitions, defaultZone: 'UTC' });
    for (let step = 0; step < STEPS && breaches.length === 0; step++) {
      await takeStep(history, engine, auditor);
      if (!engine.isAlive() || random.chance(0.08)) engine = await restart(history, engine);
      breaches.push(...overcrowding(world));
    }
    // Whatever was ordered for the next commit is forgotten: a healthy engine gets a moment to catch up.
    engine.kill();
    engine = await history.start();
    // A paused scheduler would leave undecided what came meanwhile.
    await engine.ask(engine.client.pauses.end({ ...command(), on: { scope: 'scheduler' } }));
    await clock.advance(2_000);
    const { ledger: processes } = world;
    const evidence = { processes, receipts: person.receipts, followed: follower.told };
    breaches.push(...auditor.judge({ ...evidence, now: clock.wallNow() }));
  } finally {
    engine.kill();
    disk.database.close();
  }
  return breaches;
}

function createHistory(seed: number, disk: SimulatedDisk): History {
  const random = createRandomSource(seed);
  const clock = createTestClock();
  const world = createSimulatedWorld(random);
  const follower = createFollower();
  const breaches: string[] = [];
  const onDefect = (error: unknown) => breaches.push(`the engine gave up: ${String(error)}`);
  async function start(): Promise<SimulatedEngine> {
    const engine = await startSimulatedEngine({
      ...{ disk, clock, world, random, onDefect },
      workers: WORKERS,
    });
    follower.follow(engine);
    await engine.settle();
    return engine;
  }
  return { random, clock, world, person: createPerson(random), follower, breaches, start };
}

/** The engine dies, sometimes the keeper with it, and sometimes it takes hours until it is started again. */
async function restart(
  { random, clock, world, start }: History,
  engine: SimulatedEngine,
): Promise<SimulatedEngine> {
  engine.kill();
  if (random.chance(0.2)) world.killKeeper();
  if (random.chance(0.3)) clock.jumpWall(random.between(1, 200) * 60_000);
  return start();
}

async function takeStep(
  history: History,
  engine: SimulatedEngine,
  auditor: Auditor,
): Promise<void> {
  const { random, clock, world, follower, breaches } = history;
  const wasWell = engine.isWellStored();
  const passedMs = random.chance(0.3) ? random.between(1, 30) * 1_000 : 0;
  if (passedMs > 0) await clock.advance(passedMs);
  else await somethingHappens(history, engine);
  await engine.settle();
  if (!engine.isAlive() || !engine.isWellStored()) return;
  breaches.push(...auditor.leftUndone(world.ledger, follower.told.at(-1) ?? 0));
  if (wasWell && passedMs >= 5_000) breaches.push(...auditor.overdue(clock.wallNow()));
}

async function somethingHappens(
  { random, clock, world, person }: History,
  engine: SimulatedEngine,
): Promise<void> {
  const roll = random.next();
  if (roll < 0.35) world.endSomething();
  else if (roll < 0.53) await person.trigger(engine, clock.wallNow());
  else if (roll < 0.57) await person.askAgain(engine);
  else if (roll < 0.75) await person.changeSomething(engine);
  else if (roll < 0.785) await person.togglePause(engine, random.pick(['change', 'asked']));
  else if (roll < 0.8) await person.togglePauseOfAll(engine, clock.wallNow());
  else if (roll < 0.83) clock.jumpWall(random.between(-3_600, 3_600) * 1_000);
  else if (roll < 0.845) clock.sleep(random.between(1, 3_600) * 1_000);
  else if (roll < 0.86) clock.standStill(random.between(1, 3_600) * 1_000);
  else if (roll < 0.9) world.killKeeper();
  else if (roll < 0.95) engine.crashAtNextCommit(random.pick(['before', 'after'] as const));
  else engine.failStorage(random.between(1, 3));
}

/** Limits hold in the world, not only in the rows. */
function overcrowding(world: SimulatedWorld): readonly string[] {
  const alive = world.ledger.filter(({ state }) => state === 'alive');
  const jobsOf = (name: string) =>
    alive.filter(({ request }) => request.target.endsWith(name)).length;
  const breaches: string[] = [];
  if (alive.length > WORKERS) breaches.push(`${alive.length} attempts with ${WORKERS} workers`);
  if (jobsOf('derive') + jobsOf('change') > SHARED_LIMIT)
    breaches.push('concurrency key over its limit');
  if (jobsOf('asked') > 1 || jobsOf('called') > 1 || jobsOf('derive') > 1)
    breaches.push('runs of a job that does not overlap overlap');
  return breaches;
}
