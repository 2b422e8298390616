import type { AttemptOutcome } from '#shared/domain/run.ts';
import type { AttemptReport, AttemptRequest, Executor } from '#engine/core/executor.ts';
import type { RandomSource } from '#test/simulation/random-source.ts';

/**
 * The world outside the engine: processes that live on when the engine dies, requests that do not, and a
 * ledger of what really happened, which nobody but the world writes. An exit is on record unless the keeper
 * died too.
 */
export interface SimulatedWorld {
  /** The world as one engine sees it; reports of a dead engine go nowhere. */
  connect(isAlive: () => boolean): Executor;
  /** One random process ends, in one way or another. */
  endSomething(): void;
  /** The keeper dies, and its processes with it. */
  killKeeper(): void;
  /** The engine died, and the requests that it was waiting for with it. */
  engineDied(): void;
  readonly ledger: readonly StartedAttempt[];
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
const REFUSED: AttemptOutcome = { ...FAILURE, failureClass: 'http:503', exitCode: null };
const NO_ANSWER: AttemptOutcome = { ...FAILURE, failureClass: 'no_answer', exitCode: null };
const SUCCESS: AttemptOutcome = { kind: 'succeeded', exitCode: 0, httpStatus: null, message: null };
const CANCELLED: AttemptOutcome = { kind: 'cancelled', exitCode: 143, message: 'ended on request' };
const LOST: AttemptOutcome = { kind: 'lost', message: 'neither an exit record nor a process' };
const NEVER: AttemptOutcome = { kind: 'interrupted', hasStarted: false, message: 'never begun' };

export function createSimulatedWorld(random: RandomSource): SimulatedWorld {
  const byToken = new Map<string, StartedAttempt>();
  const ledger: StartedAttempt[] = [];
  const alive = new Set<StartedAttempt>();

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
    alive.delete(attempt);
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

  function outcomeOf({ request, isCancelled }: StartedAttempt): AttemptOutcome {
    const roll = random.next();
    if (isCancelled && roll < 0.8) return CANCELLED;
    if (roll < 0.55) return SUCCESS;
    if (!isRequest(request)) return FAILURE;
    return roll < 0.8 ? REFUSED : NO_ANSWER;
  }

  return {
    connect: (isAlive) => ({
      start(request, report) {
        const attempt: StartedAttempt = {
          ...{ request, state: 'alive', outcome: null, report: null, isCancelled: false },
        };
        byToken.set(request.token, attempt);
        ledger.push(attempt);
        alive.add(attempt);
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
      if (alive.size === 0) return;
      const attempt = random.pick([...alive]);
      end(attempt, outcomeOf(attempt));
    },
    killKeeper() {
      for (const attempt of alive) if (!isRequest(attempt.request)) end(attempt, LOST);
    },
    engineDied() {
      for (const attempt of alive) if (isRequest(attempt.request)) end(attempt, LOST);
    },
    ledger,
  };
}

function isRequest({ target }: AttemptRequest): boolean {
  return target.startsWith('http');
}
