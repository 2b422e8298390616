import type { Method } from '#shared/domain/method.ts';
import type { RunOrigin } from '#shared/domain/run.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';

/** From `min` to `max`, both included; without either there is no bound on that side. */
export interface NumberRange {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Which runs are meant: everything that is said has to hold. Text and chips are two views of it. */
export interface RunFilter {
  /** In one of these states; in any if left out. */
  readonly state?: readonly RunState[] | undefined;
  /** The job's name, in which `*` stands for any characters. */
  readonly job?: string | undefined;
  readonly method?: Method | undefined;
  readonly origin?: RunOrigin | undefined;
  /** Of the newest attempt that failed. */
  readonly fingerprint?: string | undefined;
  /** How many attempts have been made. */
  readonly attempts?: NumberRange | undefined;
  /** From the first start to the end, or to now while it is not over, in milliseconds. */
  readonly durationMs?: NumberRange | undefined;
  /** Stands in the message of the run. */
  readonly error?: string | undefined;
  /** Values of the input, by their path with dots. */
  readonly input?: readonly InputValue[] | undefined;
  /** Every word of it stands in the job's name, the request line, the input or the message, whatever the case. */
  readonly text?: string | undefined;
  /** Ended at this instant or later, or not over yet. */
  readonly since?: number | undefined;
  /** The same, told from the instant of asking, in milliseconds. */
  readonly sinceAgoMs?: number | undefined;
  /** Created before this instant. */
  readonly until?: number | undefined;
  /** Ready for longer than a minute, and still not started. */
  readonly isLate?: boolean | undefined;
  /** Kept for good because somebody said so. */
  readonly isPinned?: boolean | undefined;
}

export interface InputValue {
  /** Such as `customer` or `order.lines.0.sku`. */
  readonly path: string;
  /** As text; `42` means the number and the text alike. */
  readonly value: string;
}

/** What the parts of a filter are called where they are typed. */
export const FILTER_FIELDS = [
  'state',
  'job',
  'method',
  'origin',
  'attempts',
  'dur',
  'since',
  'until',
  'error',
  'fingerprint',
  'late',
  'is',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** Before the path of a value of the input: `input.customer:42`. */
export const INPUT_PREFIX = 'input.';
