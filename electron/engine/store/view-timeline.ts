import type { Database } from 'better-sqlite3';
import type { Timeline } from '#shared/contract/timeline-schema.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { binWidth } from '#engine/core/bin-width.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { TimelineQuery, TimelineViews, ViewReader } from '#engine/core/view-reader.ts';
import { createTimelineRows } from '#engine/store/timeline-rows.ts';
import type { BarRow, BinRow } from '#engine/store/timeline-rows.ts';

/** Up to this many runs are told one by one; of more, nobody sees each. */
const MAX_BARS = 10_000;
const MAX_FIRES = 2_000;

type Neighbours = Pick<ViewReader, 'listUpcoming' | 'listSummaries' | 'asOfSeq'>;
type Places = ReadonlyMap<number | string, number>;

/** A span of all jobs as columns, all of it as of one instant of the database. */
export function createTimelineView(
  database: Database,
  identity: InstanceIdentity,
  neighbours: Neighbours,
): TimelineViews {
  const rows = createTimelineRows(database, MAX_BARS);

  function read(query: TimelineQuery): Timeline {
    const jobs = rows.jobs();
    const places: Places = new Map<number | string, number>(
      jobs.flatMap(({ id, name }, place): [number | string, number][] => [
        [id, place],
        [name, place],
      ]),
    );
    const areMany = rows.count(query) > MAX_BARS;
    const binMs = binWidth(query.to - query.from, query.columns);
    const bars = [...(areMany ? [] : rows.ended(query)), ...rows.live(query.to)];
    return {
      ...{ from: query.from, to: query.to, detail: areMany ? 'bins' : 'bars' },
      jobs: withMedians(jobs, neighbours),
      states: [...RUN_STATES],
      bars: toBars(bars, places, identity),
      bins: toBins(binMs, areMany ? rows.bins(query, binMs) : [], places),
      ...forecast(query, places, neighbours),
      asOfSeq: neighbours.asOfSeq(),
    };
  }

  return { viewTimeline: database.transaction(read) };
}

function withMedians(jobs: readonly { readonly name: string }[], { listSummaries }: Neighbours) {
  const medians = new Map(listSummaries().map(({ job, medianMs }) => [job, medianMs]));
  return {
    name: jobs.map(({ name }) => name),
    medianMs: jobs.map(({ name }) => medians.get(name) ?? null),
  };
}

function toBars(rows: readonly BarRow[], places: Places, identity: InstanceIdentity) {
  return {
    run: rows.map(({ runKey }) => toRunId(identity, runKey)),
    job: rows.map(({ jobKey }) => places.get(jobKey) ?? 0),
    state: rows.map(({ state }) => RUN_STATES.indexOf(state)),
    readyAt: rows.map(({ readyAt }) => readyAt),
    startedAt: rows.map(({ startedAt }) => startedAt),
    endedAt: rows.map(({ endedAt }) => endedAt),
    attempts: rows.map(({ attempts }) => attempts),
  };
}

function toBins(binMs: number, rows: readonly BinRow[], places: Places) {
  return {
    binMs,
    job: rows.map(({ jobKey }) => places.get(jobKey) ?? 0),
    startAt: rows.map(({ startAt }) => startAt),
    succeeded: rows.map(({ succeeded }) => succeeded),
    failed: rows.map(({ failed }) => failed),
    other: rows.map(({ other }) => other),
  };
}

function forecast({ to, now }: TimelineQuery, places: Places, { listUpcoming }: Neighbours) {
  const upcoming = to > now ? listUpcoming(to, MAX_FIRES) : [];
  const isWhole = upcoming.length < MAX_FIRES;
  return {
    forecast: {
      job: upcoming.map(({ job }) => places.get(job) ?? 0),
      startAt: upcoming.map(({ at }) => at),
      run: upcoming.map(({ run }) => run),
    },
    forecastUntil: isWhole ? to : (upcoming.at(-1)?.at ?? to),
  };
}
