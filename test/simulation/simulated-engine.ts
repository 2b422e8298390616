import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '#shared/lib/clock.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { composeEngine } from '#engine/compose-engine.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { Store } from '#engine/core/store.ts';
import { StorageFailure } from '#engine/core/store.ts';
import { createStoreOn } from '#engine/store/create-store.ts';
import type { RandomSource } from '#test/simulation/random-source.ts';
import type { SimulatedDisk } from '#test/simulation/simulated-disk.ts';
import type { SimulatedWorld } from '#test/simulation/simulated-world.ts';
import { createMemoryBackups } from '#test/support/memory-backups.ts';
import { everythingElse } from '#test/support/test-clock.ts';

export interface SimulatedEngineOptions {
  readonly disk: SimulatedDisk;
  readonly clock: Clock;
  readonly world: SimulatedWorld;
  readonly random: RandomSource;
  readonly workers: number;
  /** The engine did what an engine never does: it threw, or gave up. */
  readonly onDefect: (error: unknown) => void;
}

/** Thrown where the process would have ended. */
class Crash extends Error {
  override readonly name = 'Crash';
}

/** One life of the real engine on the real store, with a death that can be ordered to the instant. */
export async function startSimulatedEngine(options: SimulatedEngineOptions) {
  const { disk, world, random, workers } = options;
  const opened = createStoreOn(disk.open(), () => randomBytes(16));
  const life = createLife(opened, () => {
    opened.close();
    world.engineDied();
  });
  const { isAlive } = life;

  /** What a process would have done after its death does not happen, and neither do its complaints. */
  function untilDeath(action: () => void): void {
    try {
      if (isAlive()) action();
    } catch (error) {
      if (isAlive()) defect(error);
    }
  }

  function defect(error: unknown): void {
    if (isAlive()) options.onDefect(error);
    life.kill();
  }

  const executor = world.connect(isAlive);
  const engine = composeEngine({
    ...{ store: life.store, random: () => random.next(), workers },
    executors: { exec: executor, shell: executor, http: executor, builtin: executor },
    builtins: [],
    backups: createMemoryBackups(),
    keptBackups: 0,
    logs: { read: () => Promise.reject(new Error('nothing is logged here')) },
    clock: {
      ...options.clock,
      setTimer: (ms, action) => options.clock.setTimer(ms, () => untilDeath(action)),
    },
    newToken: () => randomUUID() as string as AttemptToken,
    nextTurn: (action) => setImmediate(() => untilDeath(action)),
    bootId: 'this-boot',
    about: { version: '0.0.0', pid: 1, dataFolder: '/nowhere', zoneData: 'test', zone: 'UTC' },
    onStopRequested: () => undefined,
    onFatal: defect,
  });
  untilDeath(() => engine.start());
  await everythingElse();

  return {
    ...{ kill: life.kill, isAlive, crashAtNextCommit: life.crashAtNextCommit },
    ...{ failStorage: life.failStorage, isWellStored: life.isWellStored },
    client: engine.client('somebody'),
    settle: everythingElse,
    recentRuns: () => (isAlive() ? opened.view.listRuns({ limit: 20 }) : []),
    isPaused: (job: string) =>
      isAlive() &&
      opened.view.listJobs().some(({ name, paused }) => name === job && paused !== null),
    /** What a command was answered; `null` if it was refused, or if the engine died before it answered. */
    ask<Answer>(call: Promise<Answer>): Promise<Answer | null> {
      const refused = (error: unknown) => {
        if (error instanceof Refusal || error instanceof Crash || !isAlive()) return null;
        if (error instanceof Error && 'code' in error) return null;
        throw error;
      };
      // A process that has ended answers nothing, even where its last words were on the way.
      const answered = call.then((answer) => (isAlive() ? answer : null), refused);
      return Promise.race([answered, everythingElse().then(() => null)]);
    },
  };
}

export type SimulatedEngine = Awaited<ReturnType<typeof startSimulatedEngine>>;

/** The store of a process that may end at any commit, on a disk that may be full. */
function createLife(opened: Store, onDeath: () => void) {
  let isAlive = true;
  let crash: 'before' | 'after' | null = null;
  let failures = 0;
  let isWellStored = true;

  function kill(): void {
    if (!isAlive) return;
    isAlive = false;
    onDeath();
  }

  /** Everything up to the commit, which a death or a full disk keeps from happening. */
  function attempt<Result>(work: () => Result): Result {
    const isFailing = failures > 0;
    failures = Math.max(0, failures - 1);
    const result = opened.transact(() => {
      const done = work();
      if (crash === 'before') throw new Crash('the process ends before this is committed');
      if (isFailing) throw new StorageFailure('the disk is full');
      return done;
    });
    if (crash === 'after') throw new Crash('the process ends before it knows of its commit');
    return result;
  }

  const store: Store = {
    ...opened,
    transact(work) {
      if (!isAlive) throw new Crash('the process has ended');
      isWellStored = false;
      try {
        const result = attempt(work);
        isWellStored = true;
        return result;
      } catch (error) {
        if (error instanceof Crash) kill();
        throw error;
      }
    },
  };

  return {
    kill,
    store,
    isAlive: () => isAlive,
    crashAtNextCommit(when: 'before' | 'after') {
      crash = when;
    },
    failStorage(times: number) {
      failures = times;
    },
    /** Whether the newest transaction succeeded, and no failure is ordered. */
    isWellStored: () => isWellStored && failures === 0 && crash === null,
  };
}
