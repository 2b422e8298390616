import type { ReactNode } from 'react';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import type { ThroughputColumn } from '#renderer/features/today/throughput-columns.ts';
import { worstCluster } from '#renderer/features/today/throughput-columns.ts';
import { formatClock, formatDay } from '#renderer/lib/format-instant.ts';
import { formatNearInstant } from '#renderer/lib/format-near-instant.ts';

export interface ThroughputLabelsProps {
  readonly columns: readonly ThroughputColumn[];
  readonly bucketMs: number;
  readonly since: number;
  /** Of the chart, in pixels; it has no margins. */
  readonly width: number;
  readonly children: ReactNode;
}

const WORDS = 'absolute text-tiny whitespace-nowrap text-text-3';
/** Room that a label at the top needs. */
const LABEL_WIDTH = 200;

/** What stands around the columns: since when they are new, what is worst among them, the hours, and now. */
export function ThroughputLabels(props: ThroughputLabelsProps) {
  const { columns, bucketMs, since, width, children } = props;
  const now = useNow();
  const zone = useZone();
  const from = columns[0]?.at ?? now;
  const to = (columns.at(-1)?.at ?? now) + bucketMs;
  const x = (at: number) => ((at - from) / (to - from)) * width;
  const sinceX = Math.max(0, x(since));
  const nowX = Math.min(width, x(now));
  const isBandLabelLeft = sinceX > width - LABEL_WIDTH;
  return (
    <>
      {sinceX > 0 && (
        // Where the whole day is new, a wash over all of it would tell nothing apart.
        <>
          <div
            className="absolute top-4.5 bottom-4.5 bg-sunken"
            style={{ left: sinceX, width: Math.max(0, nowX - sinceX) }}
          />
          <div className="absolute top-1 bottom-4.5 w-px bg-line-strong" style={{ left: sinceX }} />
        </>
      )}
      <span className={`${WORDS} top-0 ${sinceX < 110 && sinceX > 0 ? 'right-3' : 'left-0'}`}>
        Runs per 15 min
      </span>
      {sinceX > 0 && (
        <span
          className={`${WORDS} top-0`}
          style={isBandLabelLeft ? { right: width - sinceX + 6 } : { left: sinceX + 6 }}
        >
          since you last looked, {formatNearInstant(since, zone, now)}
        </span>
      )}
      {children}
      <ClusterLabel columns={columns} bucketMs={bucketMs} x={x} />
      <Hours columns={columns} x={x} nowX={nowX} isRoomy={width > 700} />
      <div className="absolute top-1 bottom-4.5 w-[1.5px] bg-now" style={{ left: nowX - 1.5 }} />
      <span className="absolute right-0 bottom-0 text-tiny font-semibold whitespace-nowrap text-now">
        now {formatClock(now, zone)}
      </span>
    </>
  );
}

interface Placed {
  readonly columns: readonly ThroughputColumn[];
  readonly x: (at: number) => number;
}

/** Beside the columns that it is about, on the side where there is room. */
function ClusterLabel({ columns, bucketMs, x }: Placed & { readonly bucketMs: number }) {
  const zone = useZone();
  const now = useNow();
  const cluster = worstCluster(columns);
  const [first, last] = cluster === null ? [] : [columns[cluster.from], columns[cluster.to]];
  if (cluster === null || first === undefined || last === undefined) return null;
  const endAt = last.at + bucketMs;
  const isLeft = x(first.at) > LABEL_WIDTH;
  return (
    <span
      className="absolute bottom-5 text-small font-medium whitespace-nowrap text-failed"
      style={
        isLeft ? { left: x(first.at) - 8, transform: 'translateX(-100%)' } : { left: x(endAt) + 8 }
      }
    >
      {formatClock(first.at, zone)} to {formatClock(Math.min(endAt, now), zone)}: {cluster.count}{' '}
      failed
    </span>
  );
}

/** Room that the word for now takes at the right end. */
const NOW_WIDTH = 96;

function Hours(props: Placed & { readonly nowX: number; readonly isRoomy: boolean }) {
  const { columns, x, nowX, isRoomy } = props;
  const zone = useZone();
  const step = isRoomy ? 3 : 6;
  return columns
    .map(({ at }) => ({ at, clock: formatClock(at, zone) }))
    .filter(({ at, clock }) => {
      const [hour, minute] = clock.split(':').map(Number);
      const isRound = minute === 0 && (hour ?? 0) % step === 0;
      return isRound && x(at) > 20 && x(at) < nowX - NOW_WIDTH;
    })
    .map(({ at, clock }) => (
      <span key={at}>
        <span className="absolute bottom-3.5 h-1 w-px bg-line-strong" style={{ left: x(at) }} />
        <span className={`${WORDS} bottom-0 -translate-x-1/2`} style={{ left: x(at) }}>
          {clock === '00:00' ? formatDay(at, zone).split(' ', 2).join(' ') : clock}
        </span>
      </span>
    ));
}
