import type { PauseOn, PauseView } from '#shared/contract/pause-operations.ts';
import { closestWord } from '#shared/lib/closest-word.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { Actor } from '#engine/core/live-run.ts';
import type { PauseTarget } from '#engine/core/pause.ts';
import { decidePause } from '#engine/core/decide-pause.ts';
import type { Store, TriggerRecord } from '#engine/core/store.ts';
import { jobNamed } from '#engine/service/job-commands.ts';
import type { Planner } from '#engine/service/planner.ts';
import type { Turn } from '#engine/service/turn.ts';

/** What people stop and let go on. Each runs inside a turn and answers with everything that is paused then. */
export interface PauseCommands {
  begin(turn: Turn, on: PauseOn, untilAt: number | null, actor: Actor): PauseView[];
  end(turn: Turn, on: PauseOn, actor: Actor): PauseView[];
}

export interface PauseCommandsDeps {
  readonly store: Store;
  readonly planner: Pick<Planner, 'settle'>;
}

export function createPauseCommands({ store, planner }: PauseCommandsDeps): PauseCommands {
  const { read, view } = store;

  function targetOf(on: PauseOn): PauseTarget {
    if (on.scope === 'scheduler' || on.scope === 'key') return on;
    const { jobKey } = jobNamed(store, on.job).revision;
    if (on.scope === 'job') return { scope: 'job', jobKey };
    const { triggerKey } = triggerNamed(read.readTriggers(jobKey), on.job, on.trigger);
    return { scope: 'trigger', jobKey, triggerKey };
  }

  /** What has come due is decided by how things were until now. */
  function settle(turn: Turn, on: PauseTarget): void {
    if (!('jobKey' in on) || read.findPause({ scope: 'scheduler' }) !== null) return;
    for (const record of read.readTriggers(on.jobKey)) {
      const isMeant = on.scope === 'job' || record.triggerKey === on.triggerKey;
      if (isMeant) planner.settle(turn, record);
    }
  }

  /** A job that goes on does so with all of its triggers. */
  function pausedWithin(on: PauseTarget): readonly PauseTarget[] {
    const paused = read.findPause(on) === null ? [] : [on];
    if (on.scope !== 'job') return paused;
    const { jobKey } = on;
    const triggers = read.readTriggers(jobKey).filter(({ pause }) => pause !== null);
    return [
      ...paused,
      ...triggers.map(({ triggerKey }) => ({ scope: 'trigger', jobKey, triggerKey }) as const),
    ];
  }

  return {
    begin(turn, on, untilAt, actor) {
      const target = targetOf(on);
      const present = read.findPause(target);
      const facts = { on: target, name: nameOf(on), present, untilAt, actor, now: turn.now };
      const decision = decidePause(facts);
      settle(turn, target);
      turn.carryOut(decision);
      return view.listPauses();
    },
    end(turn, on, actor) {
      const target = targetOf(on);
      const ending = pausedWithin(target);
      if (ending.length === 0) throw new Refusal('conflict', `${nameOf(on)} is not paused`);
      settle(turn, target);
      const changes = ending.map((each) => ({ type: 'pause_ended', on: each, actor }) as const);
      turn.carryOut({ changes, effects: [], answer: undefined });
      return view.listPauses();
    },
  };
}

function nameOf(on: PauseOn): string {
  switch (on.scope) {
    case 'scheduler':
      return 'the scheduler';
    case 'job':
      return on.job;
    case 'trigger':
      return `trigger ${on.trigger} of ${on.job}`;
    case 'key':
      return `concurrency key "${on.key}"`;
  }
}

function triggerNamed(records: readonly TriggerRecord[], job: string, key: string): TriggerRecord {
  const present = records.filter(({ isRemoved }) => !isRemoved);
  const found = present.find(({ trigger }) => trigger.key === key);
  if (found !== undefined) return found;
  const keys = present.map(({ trigger }) => trigger.key);
  const closest = closestWord(key, keys);
  const known =
    keys.length === 0
      ? 'it has none'
      : closest === null
        ? `it has ${keys.join(', ')}`
        : `did you mean "${closest}"?`;
  throw new Refusal('not_found', `${job} has no trigger "${key}": ${known}`, 'on.trigger');
}
