import type { AttemptOutcome } from '#shared/domain/run.ts';
import type { AttemptReport, AttemptRequest, Executor } from '#engine/core/executor.ts';
import type { RandomSource } from '#test/simulation/random-source.ts';

/**
 * The world outside the engine: processes that live on when the engine dies, and a ledger of what really
 * happened, which nobody but the world writes. It promises what the keeper promises: an attempt's process is
 * started at most once, and its exit is on record unless the keeper died too.
 */
export interface SimulatedWorld {
  /** The world as one engine sees it; reports of a dead engine go nowhere. */
  connect(isAlive: () => boolean): Executor;
  /** One random process ends, in one way or another. */
  endSomething(): void;
  /** The keeper dies, and its processes with it. */
  killKeeper(): void;
  readonly ledger: readonly StartedAttempt[];
  readonly aliveCount: number;
}

/** What the world saw of one attempt. */
export interface StartedAttempt {
  readonly request: AttemptRequest;
  state: 'alive' | 'ended' | 'lost';
  outcome: AttemptOutcome | null;
  report: ((outcome: AttemptOutcome) => void) | null;
  isCancelled: boolean;
}

const FAILURE: AttemptOutcome = {
  kind: 'failed',
  failureClass: 'exit:1',
  exitCode: 1,
  httpStatus: null,
  signal: null,
  message: 'exit code 1',
  retryAfterMs: null,
};
const SUCCESS: AttemptOutcome = { kind: 'succeeded', exitCode: 0, httpStatus: null, message: null };
const CANCELLED: AttemptOutcome = { kind: 'cancelled', exitCode: 143, message: 'ended on request' };
const LOST: AttemptOutcome = { kind: 'lost', message: 'neither an exit record nor a process' };
const NEVER: AttemptOutcome = { kind: 'interrupted', hasStarted: false, message: 'never begun' };

export function createSimulatedWorld(random: RandomSource): SimulatedWorld {
  const byToken = new Map<string, StartedAttempt>();
  const ledger: StartedAttempt[] = [];

  function handleOf(attempt: StartedAttempt) {
    return {
      cancel: () => {
        attempt.isCancelled = true;
      },
      release: () => {
        attempt.report = null;
      },
    };
  }

  function end(attempt: StartedAttempt, outcome: AttemptOutcome): void {
    attempt.state = outcome.kind === 'lost' ? 'lost' : 'ended';
    attempt.outcome = outcome;
    attempt.report?.(outcome);
    attempt.report = null;
  }

  function listen(attempt: StartedAttempt, report: AttemptReport, isAlive: () => boolean): void {
    attempt.report = (outcome) => {
      if (isAlive()) report.ended(outcome);
    };
  }

  const alive = () => ledger.filter(({ state }) => state === 'alive');

  return {
    connect: (isAlive) => ({
      start(request, report) {
        const known = byToken.get(request.token);
        if (known !== undefined) throw new Error(`attempt ${request.token} was started twice`);
        const attempt: StartedAttempt = {
          ...{ request, state: 'alive', outcome: null, report: null, isCancelled: false },
        };
        byToken.set(request.token, attempt);
        ledger.push(attempt);
        listen(attempt, report, isAlive);
        report.started(1_000 + ledger.length);
        return handleOf(attempt);
      },
      resume(request, report) {
        const attempt = byToken.get(request.token);
        if (attempt === undefined) {
          report.ended(NEVER);
          return { cancel: () => undefined, release: () => undefined };
        }
        if (attempt.state === 'alive') listen(attempt, report, isAlive);
        else report.ended(attempt.outcome ?? LOST);
        return handleOf(attempt);
      },
      close: () => Promise.resolve(),
    }),
    endSomething() {
      const candidates = alive();
      if (candidates.length === 0) return;
      const attempt = random.pick(candidates);
      if (attempt.isCancelled) end(attempt, CANCELLED);
      else end(attempt, random.chance(0.7) ? SUCCESS : FAILURE);
    },
    killKeeper() {
      for (const attempt of alive()) end(attempt, LOST);
    },
    ledger,
    get aliveCount() {
      return alive().length;
    },
  };
}
