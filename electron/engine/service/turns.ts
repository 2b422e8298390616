import type { Json } from '#shared/lib/json.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Effect } from '#engine/core/change.ts';
import type { CommandIdentity, RememberedAnswer } from '#engine/core/store.ts';
import { FencedOut, StorageFailure } from '#engine/core/store.ts';
import type { CommittedTurn, TurnDeps, Work } from '#engine/service/turn.ts';
import { commitTurn } from '#engine/service/turn.ts';

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
  /** The same, done at most once for a command: a repetition gets the answer that was remembered. */
  submitCommand<Answer>(
    command: CommandIdentity,
    work: Work<Answer>,
    memory: AnswerMemory<Answer>,
  ): Promise<Answer>;
  /** Something that has happened and must be recorded, however often storage fails first. */
  record(work: Work<void>): void;
  /** Resolves when nothing is waiting to be written. */
  settled(): Promise<void>;
  /** From now on nothing is written any more, not even what still waits for its next try, and who asks is refused. */
  close(): void;
  /** Why nothing can be written at present, as a sentence; `null` while all is well. */
  readonly degradedBecause: string | null;
}

/** What is kept of an answer, and how it is told again. */
export interface AnswerMemory<Answer> {
  toMemory(answer: Answer): Json;
  fromMemory(memory: Json): Answer;
}

export interface TurnsDeps extends TurnDeps {
  /** Calls back once the event loop has delivered what is already there. */
  readonly nextTurn: (action: () => void) => void;
  readonly carryOutEffect: (effect: Effect) => void;
  readonly publish: (events: readonly JournalEvent[]) => void;
  /** After each commit. */
  readonly onCommitted: () => void;
  /** The engine must not go on: it was replaced, or is defective. */
  readonly onFatal: (error: Error) => void;
}

interface Item {
  readonly work: Work<unknown>;
  /** Has happened already, and is tried again until it is written. */
  readonly isLasting: boolean;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const RETRY_AFTER_FAILURE_MS = 1_000;
/** Of what is asked for. More would keep timers and finished work waiting, and outgrow the database's page cache. */
const MAX_PER_TURN = 256;

export function createTurns(deps: TurnsDeps): Turns {
  const { store, clock } = deps;
  const memory = createMemory(deps);
  const settlers: (() => void)[] = [];
  /** What has happened goes first: whoever asks for something new can wait for the next turn. */
  let happened: Item[] = [];
  const asked: Item[] = [];
  let isScheduled = false;
  let isClosed = false;
  let degradedBecause: string | null = null;

  function enqueue(item: Item): void {
    (item.isLasting ? happened : asked).push(item);
    if (!isScheduled) schedule(deps.nextTurn);
  }

  function schedule(later: (action: () => void) => void): void {
    isScheduled = true;
    later(() => {
      isScheduled = false;
      if (isClosed) return;
      commit([...happened.splice(0), ...asked.splice(0, MAX_PER_TURN)]);
      goOn();
    });
  }

  function goOn(): void {
    if (isScheduled) return;
    if (asked.length > 0) schedule(deps.nextTurn);
    else for (const settle of settlers.splice(0)) settle();
  }

  function commit(items: readonly Item[]): void {
    let committed: CommittedTurn;
    const works = items.map(({ work }) => work);
    // Storage that has failed is well again when it has taken a write; a turn may have none of its own.
    if (degradedBecause !== null) works.push(store.probe);
    try {
      memory.refresh();
      committed = commitTurn(deps, works);
    } catch (error) {
      memory.distrust();
      recover(items, error);
      return;
    }
    degradedBecause = null;
    finish(items, committed);
  }

  function finish(items: readonly Item[], { results, effects, events }: CommittedTurn): void {
    if (events.length > 0) deps.publish(events);
    results.forEach((result, index) => {
      if (result.isRefused) items[index]?.reject(result.refusal);
      else items[index]?.resolve(result.answer);
    });
    effects.forEach(deps.carryOutEffect);
    deps.onCommitted();
  }

  /** Nothing of the turn was kept. */
  function recover(items: readonly Item[], error: unknown): void {
    if (error instanceof StorageFailure) degrade(items, error);
    else if (items.length > 1 && !(error instanceof FencedOut)) isolate(items);
    else fail(items, error);
    memory.refreshIfPossible();
  }

  /** One piece of work is defective: alone in its transaction, it hurts no other. */
  function isolate(items: readonly Item[]): void {
    for (const item of items) commit([item]);
  }

  /** Who asked is told. Having been replaced, and what happened and cannot be recorded, leave no way to go on. */
  function fail(items: readonly Item[], error: unknown): void {
    const isFenced = error instanceof FencedOut;
    rejectAll(items, isFenced ? new Refusal('unavailable', error.message) : error);
    if (isFenced || items.some(({ isLasting }) => isLasting)) deps.onFatal(toError(error));
  }

  function degrade(items: readonly Item[], failure: StorageFailure): void {
    degradedBecause = failure.message;
    const sentence = `${failure.message}: nothing was changed, ask again once that is seen to`;
    const refused = items.filter(({ isLasting }) => !isLasting);
    rejectAll(refused, new Refusal('unavailable', sentence));
    happened = [...items.filter(({ isLasting }) => isLasting), ...happened];
    if (!isScheduled) schedule((action) => clock.setTimer(RETRY_AFTER_FAILURE_MS, action));
  }

  function submit<Answer>(work: Work<Answer>): Promise<Answer> {
    if (isClosed) return Promise.reject(whileStopping());
    return new Promise((resolve, reject) => {
      const settle = resolve as (answer: unknown) => void;
      enqueue({ work, isLasting: false, resolve: settle, reject });
    });
  }

  return {
    submit,
    submitCommand: (command, work, answers) => submit(doneOnce(store, command, work, answers)),
    record(work) {
      const ignore = () => undefined;
      enqueue({ work, isLasting: true, resolve: ignore, reject: ignore });
    },
    settled: () =>
      !isScheduled ? Promise.resolve() : new Promise((resolve) => settlers.push(resolve)),
    close() {
      isClosed = true;
      rejectAll(asked.splice(0), whileStopping());
    },
    get degradedBecause() {
      return degradedBecause;
    },
  };
}

/** The active runs in memory, which are wrong once a turn that changed them was not kept. */
function createMemory({ store, active }: TurnsDeps) {
  let isStale = false;

  /** Goes back to what the database says. */
  function refresh(): void {
    if (!isStale) return;
    active.reset(store.read.activeRuns());
    isStale = false;
  }

  return {
    refresh,
    /** No turn begins before it could be: the next one tries again, and tells of what hinders it. */
    refreshIfPossible(): void {
      try {
        refresh();
      } catch {
        return;
      }
    },
    distrust: () => void (isStale = true),
  };
}

/** The work of a command, or what it was answered before. */
function doneOnce<Answer>(
  store: TurnsDeps['store'],
  command: CommandIdentity,
  work: Work<Answer>,
  memory: AnswerMemory<Answer>,
): Work<Answer> {
  return (turn) => {
    const known = store.read.findAnswer(command.id);
    if (known !== null) return memory.fromMemory(answerTo(command, known));
    const answer = work(turn);
    store.rememberAnswer(command, memory.toMemory(answer), turn.now);
    return answer;
  };
}

function answerTo({ id, operation }: CommandIdentity, known: RememberedAnswer): Json {
  if (known.operation === null || known.operation === operation) return known.answer;
  throw new Refusal(
    'conflict',
    `command id "${id}" was used for ${known.operation} before: a new command needs a new id`,
    'commandId',
  );
}

function rejectAll(items: readonly Item[], error: unknown): void {
  for (const { reject } of items) reject(error);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function whileStopping(): Refusal {
  return new Refusal('unavailable', 'the engine is stopping');
}
