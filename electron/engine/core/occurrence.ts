import type { JobRunsIndex } from '#engine/core/enter.ts';
import { decideEntrance } from '#engine/core/enter.ts';
import type { Change, Decision, OccurrenceRecorded } from '#engine/core/change.ts';
import type { JobKey, LiveRun, RunKey, TriggerKey } from '#engine/core/live-run.ts';
import type { DueOccurrence } from '#engine/core/missed-occurrences.ts';

export interface OccurrenceFacts {
  readonly due: DueOccurrence;
  readonly triggerKey: TriggerKey;
  readonly jobKey: JobKey;
  /** The run that the occurrence would become. */
  readonly run: LiveRun;
  readonly runs: JobRunsIndex;
}

/** An occurrence that is to run meets the job's other runs. Answers with the run that stands for it, if any. */
export function decideOccurrence(facts: OccurrenceFacts): Decision<RunKey | null> {
  const { due, run } = facts;
  if (due.verdict === 'hold') return created(facts, 'held');
  if (run.state === 'scheduled') return created(facts, 'dispatched');

  const entrance = decideEntrance(run, facts.runs);
  switch (entrance.verdict) {
    case 'start':
      return created(facts, 'dispatched', entrance);
    case 'coalesce': {
      const { into } = entrance;
      const recorded = record(facts, 'coalesced', 'same_request_pending', into.key);
      return {
        changes: [merged(into, 1 + run.coalescedCount), recorded],
        effects: [],
        answer: into.key,
      };
    }
    case 'skip': {
      const recorded = record(facts, 'skipped', 'overlap', entrance.because.key);
      return { changes: [recorded], effects: [], answer: null };
    }
  }
}

/** An occurrence that does not run, and why; `runKey` is the run it was merged into. */
export function recordNotRun(
  facts: Pick<OccurrenceFacts, 'due' | 'triggerKey' | 'jobKey'>,
  disposition: 'skipped' | 'coalesced',
  reason: string,
  runKey: RunKey | null = null,
): Decision {
  return {
    changes: [record(facts, disposition, reason, runKey)],
    effects: [],
    answer: undefined,
  };
}

/** The pending run stands for `count` more requests than before. */
export function merged(into: LiveRun, count: number, actor: LiveRun['actor'] = null): Change {
  const after = { ...into, coalescedCount: into.coalescedCount + count };
  return { type: 'run_merged', before: into, after, actor };
}

function created(
  facts: OccurrenceFacts,
  disposition: 'held' | 'dispatched',
  more: Pick<Decision, 'changes' | 'effects'> = { changes: [], effects: [] },
): Decision<RunKey> {
  const { run } = facts;
  const recorded = record(facts, disposition, facts.due.isMissed ? 'missed' : null, run.key);
  return {
    changes: [...more.changes, { type: 'run_created', run, inputDiff: null }, recorded],
    effects: more.effects,
    answer: run.key,
  };
}

function record(
  { due, triggerKey, jobKey }: Pick<OccurrenceFacts, 'due' | 'triggerKey' | 'jobKey'>,
  disposition: OccurrenceRecorded['disposition'],
  reason: string | null,
  runKey: RunKey | null,
): OccurrenceRecorded {
  const { nominalAt, throughAt, count } = due;
  return {
    type: 'occurrence_recorded',
    ...{ triggerKey, jobKey, nominalAt, throughAt, count, disposition, reason, runKey },
  };
}
