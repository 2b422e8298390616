import type { BarShapeProps } from 'recharts';
import { Bar, BarChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import type { Throughput } from '#shared/contract/activity-schema.ts';
import { useZone } from '#renderer/data/preferences.ts';
import type { ThroughputColumn } from '#renderer/features/today/throughput-columns.ts';
import { toColumns, verticalReach } from '#renderer/features/today/throughput-columns.ts';
import { ThroughputLabels } from '#renderer/features/today/throughput-labels.tsx';
import { countOf } from '#renderer/lib/count-of.ts';
import { formatClock } from '#renderer/lib/format-instant.ts';
import { useSize } from '#renderer/ui/use-size.ts';

/** What stands above and below the plot, in pixels. */
const LABELS_HEIGHT = 36;
const GAP = 2.4;

export interface ThroughputChartProps {
  readonly throughput: Throughput;
  /** When this person last looked. */
  readonly since: number;
}

export function ThroughputChart({ throughput, since }: ThroughputChartProps) {
  const [ref, { width, height }] = useSize();
  const columns = toColumns(throughput);
  const [down, up] = verticalReach(columns);
  const isOld = (column: ThroughputColumn) => column.at + throughput.bucketMs <= since;
  return (
    <div ref={ref} role="img" aria-label={describe(columns)} className="relative h-full">
      <ThroughputLabels
        columns={columns}
        bucketMs={throughput.bucketMs}
        since={since}
        width={width}
      >
        <div className="absolute top-4.5 left-0">
          <BarChart
            width={width}
            height={Math.max(0, height - LABELS_HEIGHT)}
            data={columns}
            margin={NO_MARGIN}
            stackOffset="sign"
            barCategoryGap={0}
            accessibilityLayer={false}
          >
            <XAxis dataKey="at" hide />
            <YAxis hide domain={[down, up]} />
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: 'var(--line)', stroke: 'none' }}
              content={({ active, payload }) =>
                active ? (
                  <ColumnTip
                    column={payload[0]?.payload as ThroughputColumn | undefined}
                    bucketMs={throughput.bucketMs}
                  />
                ) : null
              }
            />
            <Bar
              {...{ dataKey: 'succeeded', stackId: 'runs', isAnimationActive: false }}
              shape={(bar: BarShapeProps) => <Column bar={bar} isFailed={false} isOld={isOld} />}
            />
            <Bar
              {...{ dataKey: 'failed', stackId: 'runs', isAnimationActive: false }}
              shape={(bar: BarShapeProps) => <Column bar={bar} isFailed isOld={isOld} />}
            />
            <ReferenceLine y={0} stroke="var(--line-strong)" />
          </BarChart>
        </div>
      </ThroughputLabels>
    </div>
  );
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };

/** One failure among a thousand runs is still to be seen: a column is never lower than a few pixels. */
function Column(props: {
  readonly bar: BarShapeProps;
  readonly isFailed: boolean;
  readonly isOld: (column: ThroughputColumn) => boolean;
}) {
  const { bar, isFailed, isOld } = props;
  const column = bar.payload as ThroughputColumn;
  if ((isFailed ? column.failed : column.succeeded) === 0) return null;
  const top = Math.min(bar.y, bar.y + bar.height);
  const full = Math.abs(bar.height);
  const height = Math.max(isFailed ? 3 : 2, full);
  return (
    <rect
      x={bar.x + GAP / 2}
      y={isFailed ? top + 1 : top + full - height}
      width={Math.max(2, bar.width - GAP)}
      height={height}
      opacity={isOld(column) ? 0.55 : 0.9}
      className={isFailed ? 'fill-failed-fill' : 'fill-succeeded-fill'}
    />
  );
}

function ColumnTip(props: {
  readonly column: ThroughputColumn | undefined;
  readonly bucketMs: number;
}) {
  const zone = useZone();
  const { column, bucketMs } = props;
  if (column === undefined) return null;
  const parts = [
    `${column.succeeded} succeeded`,
    column.failed !== 0 && `${-column.failed} failed`,
    column.other !== 0 && `${column.other} given up`,
  ].filter(Boolean);
  return (
    <div className="rounded-control bg-raised px-2 py-1 text-small whitespace-nowrap shadow-float">
      <span className="text-text-3">
        {formatClock(column.at, zone)} to {formatClock(column.at + bucketMs, zone)}:
      </span>{' '}
      {parts.join(', ')}
    </div>
  );
}

function describe(columns: readonly ThroughputColumn[]): string {
  const succeeded = columns.reduce((sum, column) => sum + column.succeeded, 0);
  const failed = columns.reduce((sum, column) => sum - column.failed, 0);
  return `The last 24 hours: ${countOf(succeeded, 'run')} succeeded, ${failed} failed`;
}
