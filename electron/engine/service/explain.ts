import type {
  ClosedGate,
  JobExplanation,
  RunExplanation,
} from '#shared/contract/explanation-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { Gate } from '#engine/core/gates.ts';
import type { JobKey, LiveRun, RunKey } from '#engine/core/live-run.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { Dispatcher } from '#engine/service/dispatcher.ts';
import { toClosedGate } from '#engine/service/gate-sentence.ts';
import { jobSentence } from '#engine/service/job-sentence.ts';
import { jobNamed } from '#engine/service/job-commands.ts';
import { runWithId } from '#engine/service/run-commands.ts';
import { runSentence } from '#engine/service/run-sentence.ts';

/** Says why something does not run, by the dispatcher's own gates. */
export interface Explainer {
  run(id: string, now: number): RunExplanation;
  job(name: string, now: number): JobExplanation;
  /** What keeps a run from starting, before all else; `null` if nothing does. */
  firstGate(run: LiveRun, now: number): ClosedGate | null;
}

export interface ExplainerDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly dispatcher: Dispatcher;
  readonly workers: number;
}

const SHOWN_RUNS = 20;

export function createExplainer({ store, active, dispatcher, workers }: ExplainerDeps): Explainer {
  const toId = (runKey: RunKey) => toRunId(store.read.identity, runKey);

  function closedGates(run: LiveRun, now: number): readonly ClosedGate[] {
    const position = run.state === 'ready' ? dispatcher.position(run) : 0;
    const { findRun } = store.read;
    const context = { run, now, toId, workers, position, findRun, trigger: triggerOf(run) };
    return dispatcher.explain(run, now).map((gate: Gate) => toClosedGate(gate, context));
  }

  function explainRun(run: LiveRun, now: number): RunExplanation {
    const isIdle = ['scheduled', 'waiting', 'ready', 'retry_wait', 'held'].includes(run.state);
    const closed = isIdle ? closedGates(run, now) : [];
    const view = store.view.viewRun(run.key);
    const message = view?.message ?? null;
    const sentence = runSentence(run, message, closed[0]?.sentence);
    const job = run.revision.definition.name;
    return {
      run: toId(run.key),
      job,
      state: run.state,
      sentence,
      gates: [...closed],
      waits: waitsOf(view),
    };
  }

  function triggerOf({ triggerKey, revision }: LiveRun): string | null {
    if (triggerKey === null) return null;
    const records = store.read.readTriggers(revision.jobKey);
    return records.find((record) => record.triggerKey === triggerKey)?.trigger.key ?? null;
  }

  /** Those in a state, newest first, and how many there are. */
  function runsIn(jobKey: JobKey, state: RunState[]) {
    const { total } = store.view.countRuns({ jobKey, state });
    const runs = store.view.listRuns({ jobKey, state, limit: SHOWN_RUNS });
    return { total, runs: runs.map(({ id }) => runWithId(store, id)) };
  }

  return {
    firstGate: (run, now) => closedGates(run, now)[0] ?? null,
    run: (id, now) => explainRun(runWithId(store, id), now),
    job(name, now) {
      const { jobKey } = jobNamed(store, name).revision;
      const job = store.view.viewJob(jobKey);
      const { pending, begun } = active.ofJob(jobKey);
      const stuck = runsIn(jobKey, ['held', 'unknown']);
      const planned = runsIn(jobKey, ['scheduled']);
      const waiting = runsIn(jobKey, ['waiting']);
      const counts = {
        activeCount: begun.size + pending.size,
        stuckCount: stuck.total,
        plannedCount: planned.total,
        waitingCount: waiting.total,
      };
      // What needs a person comes first: it goes on only when somebody has read it.
      const live = [...stuck.runs, ...begun, ...pending, ...waiting.runs, ...planned.runs];
      const runs = live.slice(0, SHOWN_RUNS);
      return {
        job: name,
        sentence: jobSentence(job, store.read.findPause({ scope: 'scheduler' }), counts, now),
        nextAt: job.nextAt,
        runs: runs.map((run) => explainRun(run, now)),
      };
    },
  };
}

function waitsOf(run: Run | null): RunExplanation['waits'] {
  return (run?.attempts ?? []).flatMap(({ number: attempt, waitedFor }) =>
    waitedFor === null
      ? []
      : [{ attempt, ms: waitedFor.ms, sentence: waitedFor.sentence, run: waitedFor.run }],
  );
}
