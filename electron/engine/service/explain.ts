import type { JobExplanation, RunExplanation } from '#shared/contract/explanation-schema.ts';
import type { Gate } from '#engine/core/gates.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { Dispatcher } from '#engine/service/dispatcher.ts';
import { toClosedGate } from '#engine/service/gate-sentence.ts';
import { jobNamed } from '#engine/service/job-commands.ts';
import { runWithId } from '#engine/service/run-commands.ts';

/** Says why something does not run, by the dispatcher's own gates. */
export interface Explainer {
  run(id: string, now: number): RunExplanation;
  job(name: string, now: number): JobExplanation;
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

  function explainRun(run: LiveRun, now: number): RunExplanation {
    const isIdle = ['scheduled', 'ready', 'retry_wait', 'held'].includes(run.state);
    const gates = isIdle ? dispatcher.explain(run, now) : [];
    const position = run.state === 'ready' ? dispatcher.position(run) : 0;
    const context = { run, now, toId, workers, position, findRun: store.read.findRun };
    const closed = gates.map((gate: Gate) => toClosedGate(gate, context));
    const sentence = runSentence(run, store, closed[0]?.sentence);
    return { run: toId(run.key), state: run.state, sentence, gates: closed };
  }

  return {
    run: (id, now) => explainRun(runWithId(store, id), now),
    job(name, now) {
      const { revision } = jobNamed(store, name);
      const job = store.view.viewJob(revision.jobKey);
      const { pending, begun } = active.ofJob(revision.jobKey);
      const waiting = [...begun, ...pending].slice(0, SHOWN_RUNS);
      return {
        job: name,
        sentence: jobSentence(job, begun.size + pending.size),
        nextAt: job.nextAt,
        runs: waiting.map((run) => explainRun(run, now)),
      };
    },
  };
}

function runSentence(run: LiveRun, store: Store, gate: string | undefined): string {
  if (gate !== undefined) return `${run.state}: ${gate}`;
  const message = store.view.viewRun(run.key)?.message;
  switch (run.state) {
    case 'ready':
      return 'ready: every gate is open, it starts now';
    case 'running':
      return `running: attempt ${run.attemptCount} is being carried out`;
    case 'unknown':
      return `unknown: ${message ?? 'nobody knows what its last attempt did'}; say what happened with resolve`;
    case 'succeeded':
      return 'succeeded: there is nothing left to do';
    default:
      return message == null ? run.state : `${run.state}: ${message}`;
  }
}

function jobSentence(job: ReturnType<Store['view']['viewJob']>, activeCount: number): string {
  const doing =
    activeCount === 0 ? 'nothing is waiting or running' : `${activeCount} runs are under way`;
  if (job.paused !== null) {
    const reason = job.paused.reason === null ? '' : ` (${job.paused.reason})`;
    const since = new Date(job.paused.at).toISOString();
    return `paused by ${job.paused.by} since ${since}${reason}; ${doing}`;
  }
  const stopped = job.triggers.find(({ pausedBecause }) => pausedBecause !== null);
  if (stopped !== undefined)
    return `trigger ${stopped.key} is paused: ${stopped.pausedBecause ?? ''}; ${doing}`;
  if (job.triggers.length === 0) return `it has no trigger and runs only by hand; ${doing}`;
  if (job.nextAt === null) return `none of its triggers has an instant to come; ${doing}`;
  return `next at ${new Date(job.nextAt).toISOString()}; ${doing}`;
}
