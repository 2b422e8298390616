import type { ReactNode } from 'react';
import type { JobSummary } from '#shared/contract/job-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { wordOfState } from '#renderer/parts/state-word.tsx';

export type Outcome = JobSummary['outcomes'][number];

export interface OutcomeBarProps {
  readonly state: RunState;
  readonly width: number;
  /** Of the place that it stands in. */
  readonly height: number;
  /** From 0 to 1: how long it took beside the others. */
  readonly share: number;
}

const LOWEST = 0.35;
const PITCH = 5;
const HEIGHT = 16;
const SHOWN = 20;

/**
 * One run that is over. Success is plain and as high as it was long; a failure has the full height, a notch and a
 * stripe below; an unknown outcome is a diamond; what was dropped is hollow.
 */
export function OutcomeBar({ state, width, height, share }: OutcomeBarProps): ReactNode {
  const high = Math.round(height * (LOWEST + share * (1 - LOWEST)));
  if (state === 'failed') {
    const notch = Math.min(3, width / 2);
    return (
      <>
        <path
          d={`M0 0H${width - notch}L${width} ${notch}V${height - 4}H0Z`}
          className="fill-failed-fill"
        />
        <rect y={height - 2} width={width} height="2" className="fill-failed-fill" />
      </>
    );
  }
  if (state === 'unknown') {
    const half = width / 2;
    return (
      <path
        d={`M${half} 0L${width} ${half + 1}V${height - half - 1}L${half} ${height}L0 ${height - half - 1}V${half + 1}Z`}
        className="fill-unknown-fill"
      />
    );
  }
  if (state === 'succeeded') {
    return <rect y={height - high} width={width} height={high} className="fill-succeeded-fill" />;
  }
  return (
    <rect
      x="0.5"
      y={height - high + 0.5}
      width={width - 1}
      height={high - 1}
      className="fill-transparent stroke-neutral-fill"
    />
  );
}

/** The newest runs that are over, oldest first, the newest at the right end. */
export function OutcomeStrip({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  if (outcomes.length === 0) return <span className="text-text-3">–</span>;
  const shares = sharesOf(outcomes);
  const text = outcomesText(outcomes);
  return (
    <svg
      width={SHOWN * PITCH}
      height={HEIGHT}
      role="img"
      aria-label={text}
      className="inline-block align-middle"
    >
      <title>{text}</title>
      {outcomes.map(({ run, state }, index) => (
        <g key={run} transform={`translate(${(SHOWN - outcomes.length + index) * PITCH} 0)`}>
          <OutcomeBar state={state} width={4} height={HEIGHT} share={shares[index] ?? 0} />
        </g>
      ))}
    </svg>
  );
}

/** How long each took beside the longest of them, from 0 to 1. */
export function sharesOf(outcomes: readonly Outcome[]): readonly number[] {
  const longest = Math.max(1, ...outcomes.map(({ durationMs }) => durationMs ?? 0));
  return outcomes.map(({ durationMs }) => (durationMs ?? 0) / longest);
}

/** `Last 20: 18 succeeded, 2 failed` */
export function outcomesText(outcomes: readonly Outcome[]): string {
  const counts = [...Map.groupBy(outcomes, ({ state }) => state)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([state, of]) => `${of.length} ${wordOfState(state)}`);
  return `Last ${outcomes.length}: ${counts.join(', ')}`;
}
