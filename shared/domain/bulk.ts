/**
 * The life of a bulk: one deed, done to many. What it is done to is frozen when it is asked for. It is `waiting` while
 * it can be undone as if it had never been asked for, `running` from its first item on, and over when it is
 * `finished`, `stopped` midway, or `undone`.
 */
export type BulkState = 'waiting' | 'running' | 'finished' | 'stopped' | 'undone';
export const BULK_STATES = [
  'waiting',
  'running',
  'finished',
  'stopped',
  'undone',
] as const satisfies readonly BulkState[];

/** What can be done to many runs. */
export type RunBulkAction = 'retry' | 'retrigger' | 'cancel' | 'hold' | 'release' | 'resolve';
export const RUN_BULK_ACTIONS = [
  'retry',
  'retrigger',
  'cancel',
  'hold',
  'release',
  'resolve',
] as const satisfies readonly RunBulkAction[];

/** What becomes of one of many; `left`: nothing, because the bulk ended before. */
export type BulkItemState = 'waiting' | 'done' | 'refused' | 'left';
export const BULK_ITEM_STATES = [
  'waiting',
  'done',
  'refused',
  'left',
] as const satisfies readonly BulkItemState[];

/** What is done to each of many runs, by the rules of doing it to one. */
export type RunDeed =
  | { readonly action: 'retry' | 'cancel' | 'hold' | 'release' }
  | {
      readonly action: 'retrigger';
      readonly revision: 'as_it_ran' | 'current';
      readonly idempotencyKey: 'same' | 'new';
    }
  | { readonly action: 'resolve'; readonly as: 'succeeded' | 'failed' | 'ready' };

/** A run for each instant of a trigger within a range: at `from` or later, and before `to`. */
export interface BackfillDeed {
  readonly action: 'backfill';
  readonly job: string;
  readonly trigger: string;
  readonly from: number;
  readonly to: number;
  /** Also those that have a run already: they get another one. */
  readonly isRepeating: boolean;
}

export type BulkDeed = RunDeed | BackfillDeed;

/** More than this is no longer one thing that somebody can answer for. */
export const MOST_BULK_ITEMS = 10_000;
/** How long a bulk waits for second thoughts. */
export const UNDO_MS = 8_000;
/** What starts runs is spaced, so that it does not come as a flood. */
export const STARTING_SPACING_MS = 200;

/** Milliseconds from one item to the next where nobody says otherwise. */
export function defaultSpacing({ action }: Pick<BulkDeed, 'action'>): number {
  return action === 'retry' || action === 'retrigger' || action === 'backfill'
    ? STARTING_SPACING_MS
    : 0;
}

/** Whether nothing of it is left to be done. */
export function isBulkOver(state: BulkState): boolean {
  return state === 'finished' || state === 'stopped' || state === 'undone';
}
