import type { Capacity, KeyUse, RunNow, Waiters } from '#shared/contract/capacity-operations.ts';
import type { LiveRun, RunKey } from '#engine/core/live-run.ts';
import { toPauseDetails } from '#engine/core/pause.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { Store } from '#engine/core/store.ts';
import type { ActiveRuns } from '#engine/service/active-runs.ts';
import type { Explainer } from '#engine/service/explain.ts';
import type { Dispatcher } from '#engine/service/dispatcher.ts';
import type { ReadyLanes, StandingLane } from '#engine/service/ready-lanes.ts';

/** Each of them is explained: more would take too long for one answer. */
const MOST_LANES = 200;

export interface CapacityDeps {
  readonly store: Store;
  readonly active: ActiveRuns;
  readonly lanes: ReadyLanes;
  readonly dispatcher: Dispatcher;
  readonly explainer: Pick<Explainer, 'firstGate'>;
  readonly workers: number;
}

/** Tells what has workers and keys and what waits for them, from what the dispatcher itself decides by. */
export function createCapacityReader(deps: CapacityDeps): (now: number) => Capacity {
  const { store, active, lanes, dispatcher, explainer, workers } = deps;
  const toId = (runKey: RunKey) => toRunId(store.read.identity, runKey);

  function toRunNow(run: LiveRun): RunNow {
    const startedAt = store.view.viewRun(run.key)?.attempts.at(-1)?.startedAt;
    const { name: job } = run.revision.definition;
    return { run: toId(run.key), job, since: startedAt ?? run.firstStartedAt ?? run.createdAt };
  }

  function toWaiters({ head, count }: StandingLane, now: number): Waiters {
    const gate = explainer.firstGate(head, now);
    return {
      ...{ job: head.revision.definition.name, count, run: toId(head.key) },
      since: head.readyAt ?? now,
      gate: gate?.gate ?? null,
      sentence: gate?.sentence ?? null,
    };
  }

  return (now) => {
    const running = active.running().map((run) => ({ run, view: toRunNow(run) }));
    const standing = lanes.standing();
    const longest = standing.toSorted((a, b) => readySince(a) - readySince(b)).slice(0, MOST_LANES);
    const waiting = longest.map((lane) => ({ lane, view: toWaiters(lane, now) }));
    const users = [...running.map(({ run }) => run), ...waiting.map(({ lane }) => lane.head)];
    const keys = new Map(
      users.flatMap((run) => dispatcher.keysOf(run)).map((facts) => [facts.key, facts]),
    );
    const uses = [...keys.values()].map(({ key, limit, limitOf, pause }): KeyUse => {
      const takesKey = (run: LiveRun) => run.keys.some((each) => each.key === key);
      return {
        ...{ key, limit, limitOf, paused: pause && toPauseDetails(pause) },
        holders: running.filter(({ run }) => takesKey(run)).map(({ view }) => view),
        waiters: waiting.filter(({ lane }) => takesKey(lane.head)).map(({ view }) => view),
      };
    });
    return {
      workers,
      running: running.map(({ view }) => view).sort((a, b) => a.since - b.since),
      waiting: waiting.map(({ view }) => view),
      waitingCount: standing.reduce((sum, { count }) => sum + count, 0),
      keys: uses.sort((a, b) => fullness(b) - fullness(a) || (a.key < b.key ? -1 : 1)),
    };
  };
}

function readySince({ head }: StandingLane): number {
  return head.readyAt ?? head.createdAt;
}

/** Those that somebody waits for come before those that are only full. */
function fullness({ holders, limit, waiters }: KeyUse): number {
  return (waiters.length > 0 ? 1 : 0) + holders.length / limit;
}
