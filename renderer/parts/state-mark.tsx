import type { ReactNode } from 'react';
import type { AttemptState } from '#shared/domain/attempt-state-table.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { Disposition } from '#shared/domain/run.ts';

/*
 * A state is a colour and a shape, because colours alone collapse for colour-blind eyes. Solid: needs a person.
 * Ring: alive. Bare stroke: closed.
 */

/** What a mark stands for: states of runs, and what attempts and occurrences have besides. */
export type MarkName =
  | 'failed'
  | 'unknown'
  | 'retrying'
  | 'running'
  | 'ready'
  | 'scheduled'
  | 'waiting'
  | 'held'
  | 'succeeded'
  | 'cancelled'
  | 'skipped'
  | 'expired'
  | 'superseded';

interface Mark {
  readonly colour: string;
  readonly shape: ReactNode;
}

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const cut = {
  fill: 'none',
  className: 'stroke-surface',
  strokeWidth: 1.7,
  strokeLinecap: 'round',
} as const;
const ring = <circle cx="8" cy="8" r="5.9" {...line} />;

const MARKS: Readonly<Record<MarkName, Mark>> = {
  failed: {
    colour: 'text-failed',
    shape: (
      <>
        <rect x="2" y="2" width="12" height="12" rx="2.5" fill="currentColor" />
        <path d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8" {...cut} />
      </>
    ),
  },
  unknown: {
    colour: 'text-unknown',
    shape: (
      <>
        <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" stroke="currentColor" />
        <path d="M6.4 6.5c.1-1 .8-1.5 1.7-1.5s1.6.6 1.6 1.4c0 1.1-1.6 1.2-1.6 2.4" {...cut} />
        <circle cx="8.05" cy="11" r=".95" className="fill-surface" />
      </>
    ),
  },
  retrying: {
    colour: 'text-retrying',
    shape: (
      <>
        <path d="M13.4 6.2A5.7 5.7 0 1 0 13.7 8.6" {...line} />
        <path d="M13.9 2.6v3.8h-3.8" {...line} />
      </>
    ),
  },
  running: {
    colour: 'text-running',
    shape: (
      <>
        {ring}
        <path d="M8 4.2a3.8 3.8 0 0 1 0 7.6Z" fill="currentColor" />
      </>
    ),
  },
  ready: {
    colour: 'text-running',
    shape: (
      <>
        {ring}
        <circle cx="8" cy="8" r="1.9" fill="currentColor" />
      </>
    ),
  },
  scheduled: {
    colour: 'text-neutral',
    shape: (
      <>
        {ring}
        <path d="M8 5v3.2l2 1.3" {...line} />
      </>
    ),
  },
  waiting: {
    colour: 'text-neutral',
    shape: <circle cx="8" cy="8" r="5.9" {...line} strokeDasharray="2.3 2.33" />,
  },
  held: {
    colour: 'text-held',
    shape: (
      <>
        {ring}
        <path d="M6.5 5.8v4.4M9.5 5.8v4.4" {...line} />
      </>
    ),
  },
  succeeded: { colour: 'text-succeeded', shape: <path d="m3.2 8.6 3 3 6.6-7" {...line} /> },
  cancelled: { colour: 'text-neutral', shape: <path d="m4 4 8 8m0-8-8 8" {...line} /> },
  skipped: {
    colour: 'text-neutral',
    shape: <path d="m2.6 5 3.2 3-3.2 3m4.8-6 3.2 3-3.2 3m6-6.4v6.8" {...line} />,
  },
  expired: {
    colour: 'text-neutral',
    shape: (
      <path
        d="M4.2 2.8h7.6M4.2 13.2h7.6M5.2 2.8c0 3.2 5.6 4.2 5.6 10.4M10.8 2.8c0 3.2-5.6 4.2-5.6 10.4"
        {...line}
      />
    ),
  },
  superseded: {
    colour: 'text-neutral',
    shape: <path d="M3 4v4.2a2 2 0 0 0 2 2h8m-2.8-3 3 3-3 3" {...line} />,
  },
};

const OF_RUN: Readonly<Record<RunState, MarkName>> = {
  scheduled: 'scheduled',
  waiting: 'waiting',
  ready: 'ready',
  running: 'running',
  retry_wait: 'retrying',
  held: 'held',
  unknown: 'unknown',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
  expired: 'expired',
  superseded: 'superseded',
};

const OF_ATTEMPT: Readonly<Record<AttemptState, MarkName>> = {
  starting: 'running',
  running: 'running',
  cancelling: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  timed_out: 'failed',
  cancelled: 'cancelled',
  interrupted: 'cancelled',
  lost: 'unknown',
};

const OF_DISPOSITION: Readonly<Record<Disposition, MarkName>> = {
  dispatched: 'succeeded',
  coalesced: 'skipped',
  skipped: 'skipped',
  held: 'held',
  expired: 'expired',
};

export const markOfRun = (state: RunState): MarkName => OF_RUN[state];
export const markOfAttempt = (state: AttemptState): MarkName => OF_ATTEMPT[state];
export const markOfDisposition = (disposition: Disposition): MarkName =>
  OF_DISPOSITION[disposition];
/** The text colour of a mark, for the words beside it. */
export const colourOfMark = (name: MarkName): string => MARKS[name].colour;

/** `label` names it where no word stands beside it. */
export function StateMark({ name, label }: { readonly name: MarkName; readonly label?: string }) {
  const { colour, shape } = MARKS[name];
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      className={`shrink-0 ${colour}`}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      {shape}
    </svg>
  );
}
