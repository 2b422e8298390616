import type { Clock } from '#shared/lib/clock.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { isFinalRun } from '#shared/domain/run-state-table.ts';
import type { Change, Decision, Effect, RunMoved } from '#engine/core/change.ts';
import type { Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';

/** What a piece of work may do while its turn's transaction is open. */
export interface Turn {
  readonly now: number;
  /** Writes a decision's changes, and keeps its effects until they are on stable storage. */
  carryOut<Answer>(decision: Decision<Answer>): Answer;
}

export type Work<Answer> = (turn: Turn) => Answer;

export interface TurnDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly active: ActiveRuns;
  /** Called within the turn for each run that has come to its end, or waits for others again. */
  readonly settled: (turn: Turn, change: RunMoved) => void;
  /** Claims what may start, within the turn. */
  readonly dispatch: (turn: Turn) => void;
}

/** What became of one piece of work: its answer, or the refusal that it met before it changed anything. */
export type Result =
  | { readonly isRefused: false; readonly answer: unknown }
  | { readonly isRefused: true; readonly refusal: Refusal };

/** A turn that is on stable storage, with what is now to be told and done. */
export interface CommittedTurn {
  /** One for each piece of work, in order. */
  readonly results: readonly Result[];
  readonly effects: readonly Effect[];
  readonly events: readonly JournalEvent[];
}

/**
 * Does several pieces of work, and the claims that they make possible, in one transaction. Throws if any of
 * it fails in another way than by a refusal: then nothing of it was kept, except in `active`, which the
 * caller has to fill anew.
 */
export function commitTurn(deps: TurnDeps, works: readonly Work<unknown>[]): CommittedTurn {
  const { store, clock, active } = deps;
  const effects: Effect[] = [];
  const events: JournalEvent[] = [];
  const unsettled: RunMoved[] = [];
  let changeCount = 0;

  const turn: Turn = {
    now: clock.wallNow(),
    carryOut(decision) {
      events.push(...store.write(decision.changes, turn.now));
      decision.changes.forEach(active.apply);
      effects.push(...decision.effects);
      changeCount += decision.changes.length;
      unsettled.push(...decision.changes.filter(isSettling));
      return decision.answer;
    },
  };

  function attempt(work: Work<unknown>): Result {
    const before = changeCount;
    try {
      return { isRefused: false, answer: work(turn) };
    } catch (error) {
      if (error instanceof Refusal && changeCount === before) {
        return { isRefused: true, refusal: error };
      }
      throw error;
    }
  }

  const results = store.transact(() => {
    const done = works.map(attempt);
    // What comes after an end may end other runs in turn.
    for (let next = unsettled.shift(); next !== undefined; next = unsettled.shift()) {
      deps.settled(turn, next);
    }
    deps.dispatch(turn);
    return done;
  });
  return { results, effects, events };
}

function isSettling(change: Change): change is RunMoved {
  if (change.type !== 'run_moved') return false;
  return isFinalRun(change.after.state) || change.after.state === 'waiting';
}
