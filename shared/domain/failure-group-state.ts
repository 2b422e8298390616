/**
 * How a group of failures stands.
 *
 * - `open`: it failed, and nobody has set it right or said anything about it.
 * - `acknowledged`: somebody knows of it and it needs nobody else, until it is resolved and comes back.
 * - `regressed`: it was resolved, and has failed again since.
 * - `retrying`: what failed is waiting for another attempt, or in one.
 * - `resolved`: all that failed was set right, by a later run or by somebody's word.
 */
export const GROUP_STATES = ['open', 'acknowledged', 'regressed', 'retrying', 'resolved'] as const;
export type GroupState = (typeof GROUP_STATES)[number];

/** What people say about a group. */
export const MARK_KINDS = ['acknowledged', 'resolved'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];
