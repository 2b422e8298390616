import type { GateName } from '#shared/domain/gate.ts';
import type { Gate } from '#engine/core/gates.ts';
import type { JobKey, LiveRun, RunKey } from '#engine/core/live-run.ts';
import { compareReady, compareReadyInJob } from '#engine/core/ready-order.ts';
import type { Episode } from '#engine/service/lane-waits.ts';
import { longestEpisode, withEpisode } from '#engine/service/lane-waits.ts';
import type { Heap } from '#engine/service/heap.ts';
import { createHeap } from '#engine/service/heap.ts';

/**
 * Ready runs in lanes: those of one job, of one trigger where they have not begun, with the same concurrency keys. All runs of a lane meet the same
 * gates, so if its first one may not start, none may, and the lane is parked: it costs nothing, and blocks
 * nobody, until what closed the gate changes. The dispatcher looks only at the first runs of open lanes.
 *
 * A run stands in its lane with a ticket, so that one that others are merged into keeps its place and what it
 * has waited. It leaves the lane lazily: whoever takes one checks with `isReady` that it is still the one it was.
 */
export interface ReadyLanes {
  clear(): void;
  add(run: LiveRun, now: number): void;
  /** The ready run that comes first among all open lanes, left in its lane. */
  first(): LiveRun | null;
  /** Takes out the run that `first` answered. */
  take(run: LiveRun): void;
  /** Puts the run's lane aside until one of the things that its gate names is freed. */
  park(run: LiveRun, gate: Gate, now: number): void;
  /** Something that closed gates of this job may have changed. */
  wakeJob(jobKey: JobKey, now: number): void;
  wakeKey(key: string, now: number): void;
  /** Something that closed gates of any run may have changed. */
  wakeAll(now: number): void;
  /** Milliseconds that a run spent behind each gate since it became ready, the wait for a worker included. */
  waitsOf(run: LiveRun, now: number): Readonly<Record<string, number>> | null;
  /** What stood in the way longest at one of those gates; `null` if that is not known. */
  causeOf(run: LiveRun, gate: GateName): Gate | null;
  /** How many ready runs that only wait for a worker come before this one. */
  position(run: LiveRun): number;
  /** Every lane in which somebody stands. */
  standing(): readonly StandingLane[];
}

/** Ready runs that wait for the same. */
export interface StandingLane {
  /** The one that is next. */
  readonly head: LiveRun;
  readonly count: number;
}

type Waits = Readonly<Partial<Record<GateName, number>>>;

interface Ticket {
  /** As it is by now; its rank never changes. */
  run: LiveRun;
  /** What the lane had waited in all when the run joined it. */
  readonly waitedBefore: Waits;
  /** Later than when it became ready where an earlier engine made it so. */
  readonly joinedAt: number;
}

interface Lane {
  readonly id: string;
  readonly queue: Heap<Ticket>;
  /** The tickets that count; those in the queue that are not here are void. */
  readonly tickets: Map<RunKey, Ticket>;
  waited: Waits;
  /** What it waited for lately. */
  episodes: readonly Episode[];
  /** The ticket under which the lane stands among the open ones. */
  offered: Ticket | null;
  parked: { readonly gate: Gate; readonly since: number } | null;
}

interface OpenLane {
  readonly lane: Lane;
  readonly head: Ticket;
}

/** Shorter waits are the engine's own pace and explain nothing. */
const NOTICEABLE_MS = 50;

export function createReadyLanes(isReady: (run: LiveRun) => boolean): ReadyLanes {
  const lanes = new Map<string, Lane>();
  const parkedBy = new Map<string, Set<Lane>>();
  let open = createOpenLanes();

  function laneOf(run: LiveRun): Lane {
    const id = laneId(run);
    const lane = lanes.get(id) ?? newLane(id, run);
    lanes.set(id, lane);
    return lane;
  }

  /** The lane's first run that is still ready; an empty lane is forgotten. */
  function headOf(lane: Lane): Ticket | null {
    for (;;) {
      const head = lane.queue.peek();
      if (head === undefined) {
        if (lane.parked === null) lanes.delete(lane.id);
        return null;
      }
      if (lane.tickets.get(head.run.key) === head && isReady(head.run)) return head;
      dropHead(lane);
    }
  }

  function offer(lane: Lane): void {
    const head = headOf(lane);
    if (head === null || head === lane.offered) return;
    lane.offered = head;
    open.push({ lane, head });
  }

  /** Whether an entry of the open lanes still tells the truth. */
  function isCurrent({ lane, head }: OpenLane): boolean {
    return lane.parked === null && lane.offered === head && headOf(lane) === head;
  }

  function wake(waker: string, now: number): void {
    const woken = parkedBy.get(waker);
    parkedBy.delete(waker);
    for (const lane of woken ?? []) {
      unpark(lane, now);
      offer(lane);
    }
  }

  return {
    clear() {
      lanes.clear();
      parkedBy.clear();
      open = createOpenLanes();
    },
    add(run, now) {
      const lane = laneOf(run);
      const known = lane.tickets.get(run.key);
      if (known !== undefined && isSameWait(known.run, run)) known.run = run;
      else join(lane, run, now);
      if (lane.parked === null) offer(lane);
    },
    first() {
      for (;;) {
        const entry = open.peek();
        if (entry === undefined) return null;
        if (isCurrent(entry)) return entry.head.run;
        open.pop();
        if (entry.lane.parked === null && entry.lane.offered === entry.head) {
          entry.lane.offered = null;
          offer(entry.lane);
        }
      }
    },
    take(run) {
      const lane = laneOf(run);
      dropHead(lane);
      lane.offered = null;
      offer(lane);
    },
    park(run, gate, now) {
      const lane = laneOf(run);
      const waker = gate.key === null ? `job:${run.revision.jobKey}` : `key:${gate.key}`;
      lane.offered = null;
      lane.parked = { gate, since: now };
      parkedBy.set(waker, (parkedBy.get(waker) ?? new Set()).add(lane));
    },
    wakeJob: (jobKey, now) => wake(`job:${jobKey}`, now),
    wakeKey: (key, now) => wake(`key:${key}`, now),
    wakeAll: (now) => [...parkedBy.keys()].forEach((waker) => wake(waker, now)),
    waitsOf(run, now) {
      const lane = laneOf(run);
      const { waitedBefore = {}, joinedAt = now } = lane.tickets.get(run.key) ?? {};
      const absentMs = Math.max(0, joinedAt - (run.readyAt ?? joinedAt));
      const waits = waitsSince(waitedBefore, waitedUntil(lane, now), now - joinedAt);
      // What it waited for before this engine ran is not known; that the engine was away is.
      if (absentMs >= NOTICEABLE_MS) waits['engine_draining'] = absentMs;
      return Object.keys(waits).length === 0 ? null : waits;
    },
    causeOf(run, gate) {
      const { episodes, tickets } = laneOf(run);
      return longestEpisode(episodes, gate, tickets.get(run.key)?.joinedAt ?? 0);
    },
    position: (run) =>
      [...lanes.values()]
        .filter(({ parked }) => parked === null)
        .flatMap((lane) => readyIn(lane, isReady))
        .filter((other) => compareReady(other, run) < 0).length,
    standing: () => [...lanes.values()].flatMap((lane) => toStanding(lane, headOf(lane), isReady)),
  };
}

function readyIn({ tickets }: Lane, isReady: (run: LiveRun) => boolean): readonly LiveRun[] {
  return [...tickets.values()].map(({ run }) => run).filter(isReady);
}

function toStanding(
  lane: Lane,
  head: Ticket | null,
  isReady: (run: LiveRun) => boolean,
): readonly StandingLane[] {
  if (head === null) return [];
  return [{ head: head.run, count: readyIn(lane, isReady).length }];
}

function createOpenLanes(): Heap<OpenLane> {
  return createHeap((a, b) => compareReady(a.head.run, b.head.run));
}

function byRun(compare: (a: LiveRun, b: LiveRun) => number) {
  return (a: Ticket, b: Ticket) => compare(a.run, b.run);
}

function join({ queue, tickets, ...lane }: Lane, run: LiveRun, now: number): void {
  const ticket = { run, waitedBefore: waitedUntil(lane, now), joinedAt: now };
  tickets.set(run.key, ticket);
  queue.push(ticket);
}

function dropHead({ queue, tickets }: Lane): void {
  const head = queue.pop();
  if (head !== undefined && tickets.get(head.run.key) === head) tickets.delete(head.run.key);
}

/** Whether it is one stay among the ready ones: nothing happened to the run but that others were merged into it. */
function isSameWait(before: LiveRun, after: LiveRun): boolean {
  return before.readyAt === after.readyAt && before.attemptCount === after.attemptCount;
}

function laneId(run: LiveRun): string {
  // A paused trigger keeps back what has not begun, and nothing else of the job.
  const trigger = run.attemptCount === 0 ? run.triggerKey : null;
  return `${run.revision.jobKey} ${trigger ?? ''} ${run.keys.map(({ key, template }) => `${template}:${key}`).join('\n')}`;
}

function newLane(id: string, run: LiveRun): Lane {
  const isSerial = run.revision.definition.overlap !== 'allow';
  return {
    id,
    queue: createHeap(byRun(isSerial ? compareReadyInJob : compareReady)),
    tickets: new Map(),
    waited: {},
    episodes: [],
    offered: null,
    parked: null,
  };
}

function unpark(lane: Lane, now: number): void {
  lane.waited = waitedUntil(lane, now);
  if (lane.parked !== null) {
    lane.episodes = withEpisode(lane.episodes, { ...lane.parked, until: now });
  }
  lane.parked = null;
}

function waitedUntil({ waited, parked }: Pick<Lane, 'waited' | 'parked'>, now: number): Waits {
  if (parked === null) return waited;
  return { ...waited, [parked.gate.name]: (waited[parked.gate.name] ?? 0) + now - parked.since };
}

function waitsSince(before: Waits, after: Waits, totalMs: number): Record<string, number> {
  const waits: Record<string, number> = {};
  let explainedMs = 0;
  for (const [gate, ms] of Object.entries(after)) {
    const waitedMs = ms - (before[gate as GateName] ?? 0);
    explainedMs += waitedMs;
    if (waitedMs >= NOTICEABLE_MS) waits[gate] = waitedMs;
  }
  if (totalMs - explainedMs >= NOTICEABLE_MS) waits['no_worker'] = totalMs - explainedMs;
  return waits;
}
