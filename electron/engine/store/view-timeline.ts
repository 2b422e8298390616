import type { Database } from 'better-sqlite3';
import type { Timeline } from '#shared/contract/timeline-schema.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { binWidth } from '#engine/core/bin-width.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { TimelineQuery, TimelineViews, ViewReader } from '#engine/core/view-reader.ts';
import { createTimelineBins } from '#engine/store/timeline-bins.ts';
import type { BinRow } from '#engine/store/timeline-bins.ts';
import { createTimelineRows } from '#engine/store/timeline-rows.ts';
import type { BarRow } from '#engine/store/timeline-rows.ts';
import { createUsualDurations } from '#engine/store/usual-durations.ts';
import type { ForecastView } from '#engine/store/view-forecast.ts';

/** Up to this many runs are told one by one; of more, nobody sees each. */
const MAX_BARS = 25_000;

interface Neighbours extends Pick<ViewReader, 'listSummaries' | 'asOfSeq'> {
  readonly forecast: ForecastView;
}
type Places = ReadonlyMap<number | string, number>;

/** A span of all jobs as columns, all of it as of one instant of the database. */
export function createTimelineView(
  database: Database,
  identity: InstanceIdentity,
  neighbours: Neighbours,
): TimelineViews {
  const rows = createTimelineRows(database, MAX_BARS);
  const binsOf = createTimelineBins(database);
  const usualDurations = createUsualDurations(neighbours);

  function read(query: TimelineQuery): Timeline {
    const jobs = rows.jobs();
    const places: Places = new Map<number | string, number>(
      jobs.flatMap(({ id, name }, place): [number | string, number][] => [
        [id, place],
        [name, place],
      ]),
    );
    const areMany = rows.count(query) > MAX_BARS;
    const { from, to, now } = query;
    const binMs = binWidth(to - from, query.columns);
    const bars = [...(areMany ? [] : rows.ended(query)), ...rows.live(to)];
    return {
      ...{ from, to, detail: areMany ? 'bins' : 'bars' },
      jobs: withMedians(jobs, usualDurations(now)),
      states: [...RUN_STATES],
      bars: toBars(bars, places, identity),
      bins: toBins(binMs, areMany ? binsOf(from, to, binMs) : [], places),
      forecast: neighbours.forecast.read(
        { now, to, apartMs: binMs / 2 },
        (job) => places.get(job) ?? 0,
      ),
      asOfSeq: neighbours.asOfSeq(),
    };
  }

  return { viewTimeline: database.transaction(read) };
}

function withMedians(
  jobs: readonly { readonly name: string }[],
  medians: ReadonlyMap<string, number | null>,
) {
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
