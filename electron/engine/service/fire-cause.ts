import { Refusal } from '#shared/domain/refusal.ts';
import type { RunOrigin } from '#shared/domain/run.ts';
import type { Change, Decision } from '#engine/core/change.ts';
import type { Dependency } from '#engine/core/dependency.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { DueOccurrence } from '#engine/core/missed-occurrences.ts';
import { newRun } from '#engine/core/new-run.ts';
import { decideOccurrence, recordNotRun } from '#engine/core/occurrence.ts';
import type { JobRecord, Store, TriggerRecord } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { ChainInput } from '#engine/service/chain-input.ts';
import type { KeySource } from '#engine/service/key-source.ts';
import type { Turn } from '#engine/service/turn.ts';
import { whyPaused } from '#engine/service/why-paused.ts';

/** Why a trigger fires that no clock fires. */
export interface FireCause {
  readonly origin: Extract<RunOrigin, 'chain' | 'event'>;
  /** The run whose end it is; `null` for an event. */
  readonly causedBy: RunKey | null;
  /** What the new run is made after, and what it still waits for. */
  readonly dependencies: readonly Dependency[];
}

export interface CauseFirer {
  /** Records the occurrence, exactly once, and makes the run unless something speaks against it. */
  fire(turn: Turn, record: TriggerRecord, cause: FireCause): void;
  /** Records an occurrence that a run which waits already stands for. */
  join(turn: Turn, record: TriggerRecord, causedBy: RunKey, runKey: RunKey): void;
}

export interface CauseFirerDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly keys: KeySource;
  readonly chainInput: ChainInput;
}

export function createCauseFirer({ store, active, keys, chainInput }: CauseFirerDeps): CauseFirer {
  const { read } = store;

  /** Two causes of one millisecond are two occurrences all the same. */
  function occurrenceNow(turn: Turn, { triggerKey, jobKey }: TriggerRecord) {
    const nominalAt = Math.max(turn.now, (read.lastDecidedAt(triggerKey) ?? -Infinity) + 1);
    const due: DueOccurrence = {
      ...{ nominalAt, throughAt: nominalAt, count: 1, startAt: turn.now },
      ...{ verdict: 'run', reason: null, isMissed: false },
    };
    return { due, triggerKey, jobKey };
  }

  function runOf(turn: Turn, job: JobRecord, record: TriggerRecord, cause: FireCause) {
    const { trigger, triggerKey } = record;
    const { definition } = job.revision;
    return newRun({
      ...{ key: keys.nextRun(), revision: job.revision, origin: cause.origin, triggerKey },
      input: chainInput(definition, trigger, cause.causedBy),
      ...{ now: turn.now, dueAt: turn.now, nominalAt: turn.now },
      isWaiting: cause.dependencies.some(({ metBy }) => metBy === null),
    });
  }

  function decide(turn: Turn, record: TriggerRecord, cause: FireCause): Decision<unknown> {
    const facts = occurrenceNow(turn, record);
    const job = read.readJob(record.jobKey);
    const paused = whyPaused(job, record);
    if (paused !== null) return recordNotRun(facts, 'skipped', paused);
    try {
      const run = runOf(turn, job, record, cause);
      const runs = active.ofJob(record.jobKey);
      const decision = decideOccurrence({ ...facts, run, runs });
      if (decision.answer !== run.key || cause.dependencies.length === 0) return decision;
      const { dependencies } = cause;
      const noted: Change = { type: 'dependencies_noted', runKey: run.key, dependencies };
      return { ...decision, changes: [...decision.changes, noted] };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return recordNotRun(facts, 'skipped', error.message);
    }
  }

  return {
    fire: (turn, record, cause) =>
      void turn.carryOut(withCause(decide(turn, record, cause), cause.causedBy)),
    join(turn, record, causedBy, runKey) {
      const facts = occurrenceNow(turn, record);
      const joined = recordNotRun(facts, 'coalesced', 'waits_already', runKey);
      turn.carryOut(withCause(joined, causedBy));
    },
  };
}

function withCause(decision: Decision<unknown>, causedBy: RunKey | null): Decision<unknown> {
  if (causedBy === null) return decision;
  const changes = decision.changes.map((change) =>
    change.type === 'occurrence_recorded' ? { ...change, causedBy } : change,
  );
  return { ...decision, changes };
}
