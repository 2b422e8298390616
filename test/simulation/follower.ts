import type { SimulatedEngine } from '#test/simulation/simulated-engine.ts';

/** Somebody who follows the journal of one engine after the other, and goes on where the last one left off. */
export interface Follower {
  follow(engine: SimulatedEngine): void;
  readonly told: readonly number[];
}

export function createFollower(): Follower {
  const told: number[] = [];

  async function read(engine: SimulatedEngine): Promise<void> {
    try {
      const events = await engine.client.journal.tail({ afterSeq: told.at(-1) ?? 0 });
      for await (const { seq } of events) {
        if (!engine.isAlive()) return;
        told.push(seq);
      }
    } catch (error) {
      if (engine.isAlive()) throw error;
    }
  }

  return { follow: (engine) => void read(engine), told };
}
