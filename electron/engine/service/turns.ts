import type { Clock } from '#shared/lib/clock.ts';
import type { Json } from '#shared/lib/json.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Decision, Effect } from '#engine/core/change.ts';
import type { Store } from '#engine/core/store.ts';
import { FencedOut, StorageFailure } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';

/** What a piece of work may do while its turn's transaction is open. */
export interface Turn {
  readonly now: number;
  /** Writes a decision's changes, and keeps its effects until they are on stable storage. */
  carryOut<Answer>(decision: Decision<Answer>): Answer;
}

type Work<Answer> = (turn: Turn) => Answer;

/**
 * Everything that changes an instance goes through here. All work that arrives during one turn of the event
 * loop shares one transaction, so that a durable commit, which costs far more than the rows in it, is paid
 * once. After the work, and in the same transaction, the dispatcher claims what may start. Only when the
 * commit has succeeded are effects carried out, journal rows published and answers given.
 *
 * A refused piece of work leaves no trace, and does not disturb the others of its turn. If the storage
 * fails, nothing of the turn is kept: commands are refused, what happened in the world is tried again.
 */
export interface Turns {
  /** Work on somebody's behalf: rejects with a `Refusal` if it cannot be done now. */
  submit<Answer>(work: Work<Answer>): Promise<Answer>;
  /** The same, done at most once for a `commandId`: a repetition gets the first answer. */
  submitCommand<Answer extends Json>(commandId: string, work: Work<Answer>): Promise<Answer>;
  /** Something that has happened and must be recorded, however often storage fails first. */
  record(work: Work<void>): void;
  /** Resolves when nothing is waiting to be written. */
  settled(): Promise<void>;
  /** Why nothing can be written at present, as a sentence; `null` while all is well. */
  readonly degradedBecause: string | null;
}

export interface TurnsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly active: ActiveRuns;
  /** Calls back once the event loop has delivered what is already there. */
  readonly nextTurn: (action: () => void) => void;
  /** Claims what may start, within the turn. */
  readonly dispatch: (turn: Turn) => void;
  readonly carryOutEffect: (effect: Effect) => void;
  readonly publish: (events: readonly JournalEvent[]) => void;
  /** After each commit. */
  readonly onCommitted: () => void;
  /** The engine must not go on: it was replaced, or is defective. */
  readonly onFatal: (error: Error) => void;
}

interface Item {
  readonly work: Work<unknown>;
  readonly isLasting: boolean;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

interface Result {
  readonly item: Item;
  readonly answer?: unknown;
  readonly error?: unknown;
}

const RETRY_AFTER_FAILURE_MS = 1_000;

export function createTurns(deps: TurnsDeps): Turns {
  const { store, clock, active } = deps;
  let waiting: Item[] = [];
  let isScheduled = false;
  let degradedBecause: string | null = null;
  let settlers: (() => void)[] = [];

  function enqueue(item: Item): void {
    waiting.push(item);
    if (isScheduled) return;
    isScheduled = true;
    deps.nextTurn(flush);
  }

  function flush(): void {
    isScheduled = false;
    const items = waiting;
    waiting = [];
    try {
      finish(commit(items));
      degradedBecause = null;
    } catch (error) {
      recover(items, error);
    }
    if (waiting.length > 0) return;
    for (const settle of settlers.splice(0)) settle();
  }

  interface Committed {
    readonly results: readonly Result[];
    readonly effects: readonly Effect[];
    readonly events: readonly JournalEvent[];
  }

  function commit(items: readonly Item[]): Committed {
    const effects: Effect[] = [];
    const events: JournalEvent[] = [];
    let changeCount = 0;
    const turn: Turn = {
      now: clock.wallNow(),
      carryOut(decision) {
        events.push(...store.write(decision.changes, turn.now));
        decision.changes.forEach(active.apply);
        effects.push(...decision.effects);
        changeCount += decision.changes.length;
        return decision.answer;
      },
    };
    const attempt = (item: Item): Result => {
      const before = changeCount;
      try {
        return { item, answer: item.work(turn) };
      } catch (error) {
        if (error instanceof Refusal && changeCount === before) return { item, error };
        throw error;
      }
    };
    const results = store.transact(() => {
      const done = items.map(attempt);
      deps.dispatch(turn);
      return done;
    });
    return { results, effects, events };
  }

  function finish({ results, effects, events }: Committed): void {
    if (events.length > 0) deps.publish(events);
    for (const { item, answer, error } of results) {
      if (error === undefined) item.resolve(answer);
      else item.reject(error);
    }
    effects.forEach(deps.carryOutEffect);
    deps.onCommitted();
  }

  /** Nothing of the turn was kept, so memory goes back to what the database says. */
  function recover(items: readonly Item[], error: unknown): void {
    active.reset(store.read.activeRuns());
    if (error instanceof FencedOut) {
      deps.onFatal(error);
      items.forEach((item) => item.reject(new Refusal('unavailable', error.message)));
    } else if (error instanceof StorageFailure) {
      degrade(items, error);
    } else if (items.length > 1) {
      for (const item of items) isolate(item);
    } else {
      items.forEach((item) => item.reject(error));
      deps.onFatal(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** One piece of work is defective: alone in its transaction, it hurts no other. */
  function isolate(item: Item): void {
    try {
      finish(commit([item]));
    } catch (error) {
      recover([item], error);
    }
  }

  function degrade(items: readonly Item[], failure: StorageFailure): void {
    degradedBecause = failure.message;
    for (const item of items) {
      if (item.isLasting) waiting.push(item);
      else item.reject(new Refusal('unavailable', `${failure.message}: nothing was changed`));
    }
    if (isScheduled) return;
    isScheduled = true;
    clock.setTimer(RETRY_AFTER_FAILURE_MS, flush);
  }

  function submit<Answer>(work: Work<Answer>): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      enqueue({ work, isLasting: false, resolve: resolve as (answer: unknown) => void, reject });
    });
  }

  return {
    submit,
    submitCommand: <Answer extends Json>(commandId: string, work: Work<Answer>) =>
      submit<Answer>((turn) => {
        const known = store.read.findAnswer(commandId);
        if (known !== undefined) return known as Answer;
        const answer = work(turn);
        store.rememberAnswer(commandId, answer, turn.now);
        return answer;
      }),
    record(work) {
      const ignore = () => undefined;
      enqueue({ work, isLasting: true, resolve: ignore, reject: ignore });
    },
    settled: () =>
      waiting.length === 0 && !isScheduled
        ? Promise.resolve()
        : new Promise((resolve) => settlers.push(resolve)),
    get degradedBecause() {
      return degradedBecause;
    },
  };
}
