import type { Timeline } from '#shared/contract/timeline-schema.ts';
import { forecastFires } from '#engine/core/forecast-fires.ts';
import { plannedStart } from '#engine/core/planned-start.ts';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { PlannedRows } from '#engine/store/planned-rows.ts';
import type { RevisionReader } from '#engine/store/revision-reader.ts';
import { toComing } from '#engine/store/view-upcoming.ts';

/** As many triggers are foretold, the earliest; together they are asked for their next instant about so often. */
const MAX_TRIGGERS = 10_000;
const MAX_FIRES = 4_000;
const MAX_STARTS = 4_000;

export interface ForecastQuery {
  readonly now: number;
  readonly to: number;
  /** Closer together than this, fires of one trigger cannot be told apart. */
  readonly apartMs: number;
}

type Forecast = Timeline['forecast'];
interface Planned {
  readonly at: number;
  readonly job: string;
  readonly run: string | null;
}

/** What a timeline shows of the time to come: as fine as asked for, or as the number of triggers allows. */
export function createForecastView(
  rows: PlannedRows,
  identity: InstanceIdentity,
  revisions: RevisionReader,
) {
  const jobOf = (revisionKey: number) => revisions.read(revisionKey).definition.name;

  function fires(query: ForecastQuery): { planned: readonly Planned[]; apartMs: number } {
    const triggers = rows.triggers(query.to, MAX_TRIGGERS).map(toComing);
    const affordable = Math.ceil(((query.to - query.now) * triggers.length) / MAX_FIRES);
    const apartMs = Math.max(query.apartMs, affordable);
    const planned = forecastFires(triggers, query.to, apartMs).map(({ at, trigger: coming }) => {
      const job = jobOf(coming.revisionKey);
      const owner = { code: identity.code, job };
      return { at: plannedStart(owner, coming.trigger, at), job, run: null };
    });
    return { planned, apartMs };
  }

  return {
    read(query: ForecastQuery, placeOf: (job: string) => number): Forecast {
      if (query.to <= query.now) return { job: [], startAt: [], run: [], apartMs: query.apartMs };
      const { planned, apartMs } = fires(query);
      const starts = rows.runs(query.to, MAX_STARTS).map(({ at, runKey, revisionKey }) => ({
        ...{ at, run: toRunId(identity, runKey), job: jobOf(revisionKey) },
      }));
      const all = [...planned, ...starts].sort((a, b) => a.at - b.at);
      return {
        job: all.map(({ job }) => placeOf(job)),
        startAt: all.map(({ at }) => at),
        run: all.map(({ run }) => run),
        apartMs,
      };
    },
  };
}

export type ForecastView = ReturnType<typeof createForecastView>;
