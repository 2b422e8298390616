import type { AfterSchedule } from '#shared/domain/trigger.ts';
import type { RunMoved } from '#engine/core/change.ts';
import type { Dependency } from '#engine/core/dependency.ts';
import { jobCause, meetsDemand } from '#engine/core/dependency.ts';
import type { Actor, LiveRun, RunKey, TriggerKey } from '#engine/core/live-run.ts';
import { moveRun } from '#engine/core/move-run.ts';
import type { Store, TriggerRecord } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { CauseFirer } from '#engine/service/fire-cause.ts';
import type { Turn } from '#engine/service/turn.ts';
import { wakeRun } from '#engine/service/wake-run.ts';

/**
 * What comes after other jobs. When a run ends, and in the transaction in which it does: the runs that wait for it
 * go on or end, and the triggers that come after its job fire. A run of several jobs is made when the first of
 * them has ended, and waits for the others; further ends of the first join it meanwhile.
 */
export interface Chains {
  /** A run has come to its end, or waits for others again. */
  settled(turn: Turn, change: RunMoved): void;
}

export interface ChainsDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly firer: CauseFirer;
  /** A run as people know it. */
  readonly nameRun: (runKey: RunKey) => string;
}

export function createChains({ store, active, firer, nameRun }: ChainsDeps): Chains {
  const { read } = store;

  function goOnIfMet(turn: Turn, run: LiveRun): void {
    const isMet = read.dependencies(run.key).every(({ metBy }) => metBy !== null);
    if (run.state === 'waiting' && isMet) wakeRun(active, turn, run);
  }

  /** The run waits for one that has ended otherwise, and that cannot be taken back: it never comes to its turn. */
  function giveUp(turn: Turn, run: LiveRun, ended: LiveRun, { demand }: Dependency): void {
    const isCancelled = ended.state === 'cancelled';
    const wish = demand === 'failed' ? 'fail' : 'succeed';
    const message = `run ${nameRun(ended.key)} ${isCancelled ? 'was cancelled' : ended.state}, and this waited for it to ${wish}`;
    const actor: Actor = { name: 'scheduler', reason: message };
    const moved = moveRun(run, 'cancelled', 'cancelled', { actor, message });
    turn.carryOut({ changes: [moved], effects: [], answer: undefined });
  }

  /** Lets the runs go on that wait for this end; answers with the triggers that made them. */
  function tellWaiting(turn: Turn, ended: LiveRun): ReadonlyMap<TriggerKey, RunKey> {
    const { name: job } = ended.revision.definition;
    const told = new Map<TriggerKey, RunKey>();
    for (const run of read.runsWaitingFor(job)) {
      const dependency = read.dependencies(run.key).find((each) => each.job === job);
      if (dependency === undefined) continue;
      if (run.triggerKey !== null) told.set(run.triggerKey, run.key);
      if (!meetsDemand(dependency.demand, ended.state)) {
        giveUp(turn, run, ended, dependency);
        continue;
      }
      const met = { type: 'dependency_met', runKey: run.key, job, metBy: ended.key } as const;
      turn.carryOut({ changes: [met], effects: [], answer: undefined });
      goOnIfMet(turn, run);
    }
    return told;
  }

  function fireAfter(turn: Turn, record: TriggerRecord, ended: LiveRun): void {
    const schedule = record.trigger.schedule as AfterSchedule;
    if (schedule.jobs.length > 1) {
      const waiting = read.waitingRunOf(record.triggerKey);
      if (waiting !== null) return firer.join(turn, record, ended.key, waiting.key);
    }
    const { name } = ended.revision.definition;
    const dependencies = schedule.jobs.map((job) => ({
      ...{ job, demand: schedule.on },
      metBy: job === name ? ended.key : null,
    }));
    firer.fire(turn, record, { origin: 'chain', causedBy: ended.key, dependencies });
  }

  function runEnded(turn: Turn, ended: LiveRun): void {
    // What another run stands for has no end of its own.
    if (ended.state === 'superseded') return;
    const told = tellWaiting(turn, ended);
    for (const record of read.causedTriggers(jobCause(ended.revision.definition.name))) {
      const { triggerKey, trigger } = record;
      if (trigger.schedule.kind !== 'after') continue;
      if (!meetsDemand(trigger.schedule.on, ended.state)) continue;
      // A run that failed, was retried and succeeded has ended twice, and fires once.
      if (read.hasFired(triggerKey, ended.key)) continue;
      const joined = told.get(triggerKey);
      if (joined === undefined) fireAfter(turn, record, ended);
      else firer.join(turn, record, ended.key, joined);
    }
  }

  return {
    settled(turn, { after }) {
      if (after.state === 'waiting') goOnIfMet(turn, after);
      else runEnded(turn, after);
    },
  };
}
