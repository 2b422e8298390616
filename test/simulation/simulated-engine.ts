import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '#shared/lib/clock.ts';
import type { Json } from '#shared/lib/json.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { composeEngine } from '#engine/compose-engine.ts';
import type { AttemptToken } from '#engine/core/executor.ts';
import type { Store } from '#engine/core/store.ts';
import { StorageFailure } from '#engine/core/store.ts';
import { createStore } from '#engine/store/create-store.ts';
import type { RandomSource } from '#test/simulation/random-source.ts';
import type { SimulatedWorld } from '#test/simulation/simulated-world.ts';
import { everythingElse } from '#test/support/test-clock.ts';

export interface SimulatedEngineOptions {
  readonly file: string;
  readonly clock: Clock;
  readonly world: SimulatedWorld;
  readonly random: RandomSource;
  readonly workers: number;
}

/** Thrown where the process would have ended. */
class Crash extends Error {
  override readonly name = 'Crash';
}

/** One life of the real engine on the real store, with a death that can be ordered to the instant. */
export async function startSimulatedEngine(options: SimulatedEngineOptions) {
  const { file, world, random, workers } = options;
  let isAlive = true;
  let crash: 'before' | 'after' | null = null;
  let storageFailures = 0;
  const opened = createStore({ file, randomBytes: () => randomBytes(16) });

  function die(): never {
    kill();
    throw new Crash('the process ended here');
  }

  function kill(): void {
    if (isAlive) opened.close();
    isAlive = false;
  }

  /** What a process would have done after its death does not happen, and neither do its complaints. */
  function untilDeath(action: () => void): void {
    try {
      if (isAlive) action();
    } catch (error) {
      if (isAlive) throw error;
    }
  }

  const store: Store = {
    ...opened,
    transact(work) {
      if (!isAlive) throw new Crash('the process has ended');
      const failing = storageFailures > 0;
      storageFailures = Math.max(0, storageFailures - 1);
      if (crash === 'before') die();
      const result = opened.transact(() => {
        const done = work();
        if (failing) throw new StorageFailure('the disk is full');
        return done;
      });
      if (crash === 'after') die();
      return result;
    },
  };

  const executor = world.connect(() => isAlive);
  const engine = composeEngine({
    ...{ store, random: () => random.next(), workers },
    executors: { exec: executor, shell: executor, http: executor, builtin: executor },
    logs: { read: () => Promise.reject(new Error('nothing is logged here')) },
    clock: {
      ...options.clock,
      setTimer: (ms, action) => options.clock.setTimer(ms, () => untilDeath(action)),
    },
    newToken: () => randomUUID() as string as AttemptToken,
    nextTurn: (action) => setImmediate(() => untilDeath(action)),
    bootId: 'this-boot',
    about: { version: '0.0.0', pid: 1, dataFolder: file, zoneData: 'test' },
    onStopRequested: () => undefined,
    onFatal: kill,
  });
  const client = engine.client('somebody');
  engine.start();
  await everythingElse();

  /** A command by somebody: refused or answered; a dead engine never answers. */
  function ask(call: Promise<unknown>): Promise<unknown> {
    const refused = (error: unknown) => {
      if (error instanceof Refusal || error instanceof Crash || !isAlive) return;
      if (error instanceof Error && 'code' in error) return;
      throw error;
    };
    return Promise.race([call.catch(refused), everythingElse()]);
  }

  return {
    kill,
    isAlive: () => isAlive,
    settle: everythingElse,
    apply: (definitions: readonly Record<string, unknown>[]) =>
      client.jobs.apply({
        commandId: randomUUID(),
        definitions: definitions.map((definition) => ({ ...definition })),
        defaultZone: 'UTC',
      }),
    trigger: (job: string, input: Record<string, Json>) =>
      ask(client.runs.trigger({ commandId: randomUUID(), job, input: input as never })),
    async cancelSomething(source: RandomSource) {
      if (!isAlive) return;
      const runs = opened.view.listRuns({ limit: 20 });
      if (runs.length === 0) return;
      await ask(client.runs.cancel({ commandId: randomUUID(), run: source.pick(runs).id }));
    },
    async togglePause(job: string) {
      if (!isAlive) return;
      const isPaused = opened.view.listJobs().find(({ name }) => name === job)?.paused != null;
      const commandId = randomUUID();
      await ask(
        isPaused ? client.jobs.resume({ commandId, job }) : client.jobs.pause({ commandId, job }),
      );
    },
    crashAtNextCommit(when: 'before' | 'after') {
      crash = when;
    },
    failStorage(times: number) {
      storageFailures = times;
    },
  };
}

export type SimulatedEngine = Awaited<ReturnType<typeof startSimulatedEngine>>;
