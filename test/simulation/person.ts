import type { Run } from '#shared/contract/run-schema.ts';
import type { Receipt } from '#test/simulation/auditor/evidence.ts';
import type { RandomSource } from '#test/simulation/random-source.ts';
import type { SimulatedEngine } from '#test/simulation/simulated-engine.ts';

/** Somebody at the desk: triggers, retries, holds, cancels, clicks twice, and asks again after a lost answer. */
export interface Person {
  readonly receipts: readonly Receipt[];
  trigger(engine: SimulatedEngine, now: number): Promise<void>;
  /** Sends an earlier command once more, under its old id. */
  askAgain(engine: SimulatedEngine): Promise<void>;
  /** Does to some run what its state suggests, or what it does not. */
  changeSomething(engine: SimulatedEngine): Promise<void>;
  togglePause(engine: SimulatedEngine, job: string): Promise<void>;
  /** The whole scheduler, sometimes until an instant. */
  togglePauseOfAll(engine: SimulatedEngine, now: number): Promise<void>;
}

type Asked = Receipt & {
  readonly answers: string[];
  readonly send: (engine: SimulatedEngine) => Promise<{ readonly run: Run }>;
};

export function createPerson(random: RandomSource): Person {
  const receipts: Asked[] = [];
  let ticketCount = 0;
  const nextTicket = () => `ticket-${++ticketCount}`;

  async function send(engine: SimulatedEngine, asked: Asked): Promise<void> {
    const answer = await engine.ask(asked.send(engine));
    if (answer !== null) asked.answers.push(answer.run.id);
  }

  async function ask(engine: SimulatedEngine, asked: Omit<Asked, 'answers'>): Promise<void> {
    const receipt: Asked = { ...asked, answers: [] };
    receipts.push(receipt);
    const clicks = random.chance(0.2) ? 2 : 1;
    await Promise.all(Array.from({ length: clicks }, () => send(engine, receipt)));
  }

  function retrigger(engine: SimulatedEngine, run: Run): Promise<void> {
    const ticket = nextTicket();
    const command = { commandId: ticket, run: run.id, reason: ticket };
    return ask(engine, {
      ...{ ticket, job: run.job, retriggerOf: run.id },
      send: ({ client }) => client.runs.retrigger(command),
    });
  }

  /** Most often what the state of the run suggests, sometimes what it does not. */
  async function change(engine: SimulatedEngine, run: Run): Promise<void> {
    const deed = random.chance(0.6) ? usualDeed(run) : random.pick(DEEDS);
    if (deed === 'retrigger') return retrigger(engine, run);
    const { runs } = engine.client;
    const command = { commandId: nextTicket(), run: run.id, reason: 'because' };
    const as = random.pick(['succeeded', 'failed', 'ready'] as const);
    await engine.ask(deed === 'resolve' ? runs.resolve({ ...command, as }) : runs[deed](command));
  }

  return {
    receipts,
    async trigger(engine, now) {
      const ticket = nextTicket();
      const job = random.pick(['asked', 'asked', 'called', 'change', 'derive']);
      const at = random.chance(0.15) ? now + random.between(1, 120) * 1_000 : null;
      const command = { commandId: ticket, job, at, reason: ticket };
      const input = { n: random.between(1, 3) };
      await ask(engine, {
        ...{ ticket, job, retriggerOf: null },
        send: ({ client }) => client.runs.trigger({ ...command, input }),
      });
    },
    async askAgain(engine) {
      if (receipts.length > 0) await send(engine, random.pick(receipts));
    },
    async changeSomething(engine) {
      const runs = engine.recentRuns();
      const waiting = runs.filter(waitsForAPerson);
      const shown = waiting.length > 0 && random.chance(0.7) ? waiting : runs;
      if (shown.length > 0) await change(engine, random.pick(shown));
    },
    async togglePauseOfAll(engine, now) {
      const { pauses } = engine.client;
      const command = { commandId: nextTicket(), on: { scope: 'scheduler' } } as const;
      const until = random.chance(0.5) ? now + random.between(1, 120) * 1_000 : null;
      const isPaused = await engine.ask(pauses.end(command));
      if (isPaused === null) {
        await engine.ask(pauses.begin({ ...command, commandId: nextTicket(), until }));
      }
    },
    async togglePause(engine, job) {
      const { jobs } = engine.client;
      const command = { commandId: nextTicket(), job };
      await engine.ask(engine.isPaused(job) ? jobs.resume(command) : jobs.pause(command));
    },
  };
}

const DEEDS = ['retry', 'cancel', 'hold', 'release', 'resolve', 'retrigger'] as const;

function waitsForAPerson({ state }: Run): boolean {
  return ['unknown', 'held', 'failed', 'cancelled', 'retry_wait'].includes(state);
}

/** What somebody who looks at the run would most likely do. */
function usualDeed({ state }: Run): (typeof DEEDS)[number] {
  switch (state) {
    case 'unknown':
      return 'resolve';
    case 'held':
      return 'release';
    case 'failed':
    case 'cancelled':
    case 'expired':
      return 'retry';
    case 'retry_wait':
    case 'scheduled':
    case 'waiting':
    case 'ready':
      return 'hold';
    case 'running':
      return 'cancel';
    case 'succeeded':
    case 'superseded':
      return 'retrigger';
  }
}
