import { useQuery } from '@tanstack/react-query';
import type { Attempt, Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import { useZone } from '#renderer/data/preferences.ts';
import { layOutAttempts } from '#renderer/features/run/attempt-layout.ts';
import type { AttemptBar, AttemptLayout } from '#renderer/features/run/attempt-layout.ts';
import { formatDurationText } from '#renderer/lib/duration-parts.ts';
import { formatClock, formatClockSeconds } from '#renderer/lib/format-instant.ts';
import { axisTicks } from '#renderer/lib/axis-ticks.ts';
import { useWidth } from '#renderer/ui/use-width.ts';
import { markOfAttempt } from '#renderer/parts/state-mark.tsx';

export interface AttemptStripProps {
  readonly run: Run;
  readonly chosen: Attempt | null;
  readonly onChoose: (number: number) => void;
}

const HEIGHT = 84;
const BAR_TOP = 26;
const BAR_HEIGHT = 20;

/** All attempts on one axis: what it waited for, how long each took, the delays between, and what is planned. */
export function AttemptStrip({ run, chosen, onChoose }: AttemptStripProps) {
  const now = useNow();
  const zone = useZone();
  const [ref, width] = useWidth();
  const { data } = useQuery(useOperations().jobs.summaries.queryOptions());
  const median = data?.summaries.find(({ job }) => job === run.job)?.medianMs ?? null;
  if (run.attempts.length === 0) return null;
  const layout = layOutAttempts(run, now, median, Math.max(width, 320));
  const isShort = layout.toAt - layout.fromAt < 600_000;
  const write = isShort ? formatClockSeconds : formatClock;
  const ticks = axisTicks(layout.fromAt, layout.toAt, Math.max(2, Math.floor(width / 110))).filter(
    (at) => isClearOfEnds(at, layout),
  );

  return (
    <section aria-label="Attempts on a time axis" className="shrink-0 px-5">
      <div className="flex items-baseline justify-between">
        <h2 className="font-semibold">
          Attempts{' '}
          <span className="font-normal text-text-3">
            {run.attemptCount} of {run.maxAttempts} used
          </span>
        </h2>
        <span className="text-small text-text-2">{layout.summary}</span>
      </div>
      <div ref={ref}>
        <svg width="100%" height={HEIGHT} role="img" aria-label={layout.description}>
          {ticks.map((at) => (
            <g key={at}>
              <path d={`M${layout.x(at)} 18V${HEIGHT - 18}`} className="stroke-line" />
              <text
                x={layout.x(at)}
                y={HEIGHT - 4}
                textAnchor="middle"
                className="fill-text-3 text-tiny"
              >
                {write(at, zone)}
              </text>
            </g>
          ))}
          <AxisEnds run={run} layout={layout} write={(at) => write(at, zone)} />
          <Waits waits={layout.waits} />
          {layout.leadIn !== null && (
            <g className="stroke-neutral-fill" strokeWidth="2">
              <path d={`M${layout.leadIn.from} ${BAR_TOP + BAR_HEIGHT / 2}H${layout.leadIn.to}`} />
              <path d={`M${layout.leadIn.from} ${BAR_TOP + 4}v12`} />
              <text x={0} y={14} className="fill-text-2 stroke-transparent text-tiny">
                {layout.leadIn.text}
              </text>
            </g>
          )}
          {layout.bars.map((bar) => (
            <Bar
              key={bar.number}
              bar={bar}
              isChosen={bar.number === chosen?.number}
              onChoose={() => onChoose(bar.number)}
            />
          ))}
          {layout.planned !== null && (
            <rect
              x={layout.planned.from}
              y={BAR_TOP}
              width={Math.max(6, layout.planned.to - layout.planned.from)}
              height={BAR_HEIGHT}
              fill="none"
              strokeDasharray="3 2"
              className="stroke-neutral-fill"
            />
          )}
          {layout.nowX !== null && (
            <g>
              <path
                d={`M${layout.nowX} 18V${HEIGHT - 18}`}
                className="stroke-now"
                strokeWidth="1.5"
              />
              <text
                x={layout.nowX}
                y={12}
                textAnchor="middle"
                className="fill-now text-tiny font-semibold"
              >
                now
              </text>
            </g>
          )}
        </svg>
      </div>
    </section>
  );
}

/** Pixels that the word at an end of the axis takes. */
const END_LABEL = 150;

function isClearOfEnds(at: number, { x, endAt }: AttemptLayout): boolean {
  const isClearOfEnd = endAt === null || x(at) < x(endAt) - END_LABEL;
  return x(at) > END_LABEL && isClearOfEnd;
}

/** Where the axis begins and ends, in words: without them a bar has no scale. */
function AxisEnds(props: {
  readonly run: Run;
  readonly layout: AttemptLayout;
  readonly write: (at: number) => string;
}) {
  const { run, layout, write } = props;
  const { endAt, fromAt, x } = layout;
  const y = HEIGHT - 4;
  return (
    <g>
      <path d={`M0.5 18V${HEIGHT - 18}`} className="stroke-line-strong" />
      <path d={`M0 ${HEIGHT - 18}H${x(layout.toAt)}`} className="stroke-line" />
      <text x={0} y={y} className="fill-text-3 text-tiny">
        {fromAt === run.dueAt ? 'due' : 'started'} {write(fromAt)}
      </text>
      {endAt !== null && (
        <>
          <path d={`M${x(endAt)} 18V${HEIGHT - 18}`} className="stroke-line-strong" />
          <text x={x(endAt)} y={y} textAnchor="end" className="fill-text-3 text-tiny">
            ended {write(endAt)}, {formatDurationText(endAt - fromAt)} later
          </text>
        </>
      )}
    </g>
  );
}

function Waits({ waits }: Pick<AttemptLayout, 'waits'>) {
  return waits.map(({ from, to, text }) => (
    <g key={from}>
      <path
        d={`M${from} ${BAR_TOP + BAR_HEIGHT / 2}H${to}`}
        className="stroke-retrying-fill"
        strokeDasharray="2 3"
        strokeWidth="1.5"
      />
      {to - from > 48 && (
        <text
          x={(from + to) / 2}
          y={BAR_TOP + BAR_HEIGHT + 14}
          textAnchor="middle"
          className="fill-retrying text-tiny font-semibold"
        >
          {text}
        </text>
      )}
    </g>
  ));
}

const FILLS: Readonly<Record<string, string>> = {
  failed: 'fill-failed-fill',
  unknown: 'fill-unknown-fill',
  running: 'fill-running-fill',
  succeeded: 'fill-succeeded-fill',
  cancelled: 'fill-neutral-fill',
};

function Bar(props: {
  readonly bar: AttemptBar;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { bar, isChosen, onChoose } = props;
  const mark = markOfAttempt(bar.state);
  const width = bar.to - bar.from;
  const notch = mark === 'failed' ? Math.min(6, width / 2) : 0;
  const bottom = BAR_TOP + BAR_HEIGHT;
  return (
    <g onClick={onChoose} className={FILLS[mark] ?? 'fill-neutral-fill'}>
      <title>{`Attempt ${bar.number}: ${bar.state}, ${formatDurationText(bar.durationMs)}`}</title>
      <path
        d={`M${bar.from} ${BAR_TOP}h${width - notch}l${notch} ${notch}V${bottom}H${bar.from}Z`}
      />
      {isChosen && (
        <path d={`M${bar.from} ${bottom + 2}h${width}v2h${-width}Z`} className="fill-now" />
      )}
      {width > 14 && (
        <text x={bar.from + 5} y={BAR_TOP + 14} className="fill-surface text-small font-semibold">
          {bar.number}
        </text>
      )}
      {width > 60 && (
        <text x={bar.from} y={bottom + 15} className="fill-text-2 text-tiny">
          {formatDurationText(bar.durationMs)}
        </text>
      )}
    </g>
  );
}
