import type { Clock, Random } from '#shared/lib/clock.ts';
import { renderSentRequest } from '#shared/domain/request-line.ts';
import { isFinalAttempt } from '#shared/domain/attempt-state-table.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import { isProcessTarget, targetScheme } from '#shared/domain/target-scheme.ts';
import { decideAttemptEnd } from '#engine/core/attempt-end.ts';
import type {
  AttemptHandle,
  AttemptReport,
  AttemptRequest,
  AttemptToken,
  Executors,
} from '#engine/core/executor.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import { toIdempotencyKey, toRunId } from '#engine/core/run-identity.ts';
import type { OpenAttempt, Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { Turn } from '#engine/service/turn.ts';
import type { Turns } from '#engine/service/turns.ts';

/** Hands attempts to their executors and records what those report. */
export interface Attempts {
  /** The claim is on stable storage: now, and only now, something may happen in the world. */
  start(run: LiveRun, token: AttemptToken): void;
  cancel(runKey: RunKey): void;
  /** Takes up every attempt that an earlier engine left open. */
  resumeAll(open: readonly OpenAttempt[]): void;
  /** Lets go of processes and ends everything else; resolves when nothing of ours is executing. */
  release(drainMs: number): Promise<void>;
}

export interface AttemptsDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly turns: Turns;
  readonly executors: Executors;
  readonly clock: Clock;
  readonly random: Random;
  readonly bootId: string | null;
}

interface Executing {
  readonly handle: AttemptHandle;
  /** Ends with the engine, because it is carried out inside it. */
  readonly isOurs: boolean;
}

const NO_HANDLE: AttemptHandle = { cancel: () => undefined, release: () => undefined };

export function createAttempts(deps: AttemptsDeps): Attempts {
  const { store, active, turns, executors, clock } = deps;
  const executing = new Map<RunKey, Executing>();
  let onOneEnded: () => void = () => undefined;

  function request(run: LiveRun, token: AttemptToken, bootId: string | null): AttemptRequest {
    const { definition } = run.revision;
    const { target, headers, inputInTarget } = renderSentRequest(definition, run.input);
    const { identity } = store.read;
    const { method, args, script, cwd, env, timeoutMs, killGraceMs } = definition;
    return {
      ...{ token, bootId, method, target, args, script, cwd, env, headers, inputInTarget },
      ...{ timeoutMs, killGraceMs, input: run.input, origin: run.origin },
      runId: toRunId(identity, run.key),
      attemptNumber: run.attemptCount,
      idempotencyKey: run.idempotencyKey ?? toIdempotencyKey(identity, run.key),
      nominalAt: run.nominalAt,
      lateByMs: run.lateByMs,
      coalescedCount: run.coalescedCount,
    };
  }

  function execute(
    run: LiveRun,
    how: 'start' | 'resume',
    { token, bootId }: Pick<AttemptRequest, 'token' | 'bootId'>,
  ): void {
    const { target } = run.revision.definition;
    const report: AttemptReport = {
      started: (pid) => {
        if (isProcessTarget(target)) turns.record((turn) => recordStart(turn, run.key, pid));
      },
      ended: (outcome) => {
        executing.delete(run.key);
        turns.record((turn) => recordEnd(turn, run.key, run.attemptCount, outcome));
        onOneEnded();
      },
    };
    // An attempt may end before its executor has answered with a handle.
    executing.set(run.key, { handle: NO_HANDLE, isOurs: false });
    const executor = executors[targetScheme(target)];
    const handle = executor[how](request(run, token, bootId), report);
    if (executing.has(run.key))
      executing.set(run.key, { handle, isOurs: !isProcessTarget(target) });
  }

  function recordStart(turn: Turn, runKey: RunKey, pid: number | null): void {
    const run = active.get(runKey);
    const attempt = store.view.findAttempt(runKey, run?.attemptCount ?? 0);
    if (run === undefined || attempt?.state !== 'starting') return;
    const { number } = attempt;
    const moved = { type: 'attempt_moved', run, number, to: 'running', pid } as const;
    turn.carryOut({ changes: [moved], effects: [], answer: undefined });
  }

  function recordEnd(turn: Turn, runKey: RunKey, number: number, outcome: AttemptOutcome): void {
    const run = active.get(runKey);
    const attempt = store.view.findAttempt(runKey, number);
    if (run?.state !== 'running' || attempt === null || isFinalAttempt(attempt.state)) return;
    const { random } = deps;
    const attemptState = attempt.state;
    turn.carryOut(decideAttemptEnd({ run, attemptState, outcome, now: turn.now, random }));
  }

  function allOurs(): readonly Executing[] {
    return [...executing.values()].filter(({ isOurs }) => isOurs);
  }

  function oursHaveEnded(): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (allOurs().length === 0) resolve();
      };
      onOneEnded = check;
      check();
    });
  }

  return {
    start: (run, token) => execute(run, 'start', { token, bootId: deps.bootId }),
    cancel(runKey) {
      executing.get(runKey)?.handle.cancel();
    },
    resumeAll(open) {
      for (const { runKey, token, bootId } of open) {
        const run = active.get(runKey);
        if (run === undefined) continue;
        execute(run, 'resume', { token, bootId });
        if (run.cancelledBy !== null) executing.get(runKey)?.handle.cancel();
      }
    },
    async release(drainMs) {
      const timer = clock.setTimer(drainMs, () => {
        for (const { handle } of allOurs()) handle.release();
      });
      await oursHaveEnded();
      timer.cancel();
      for (const { handle } of executing.values()) handle.release();
    },
  };
}
