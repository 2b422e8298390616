import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { GroupState } from '#shared/domain/failure-group-state.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { MarkName } from '#renderer/parts/state-mark.tsx';

/** How a group of failures stands. `gone`: nothing is known of it any more. */
export type ShownState = GroupState | 'gone';

export function stateOfGroup(group: FailureGroup): ShownState {
  return sizeOfGroup(group) === 0 ? 'gone' : group.state;
}

/** It failed, and nobody knows of it yet. */
export function needsSomebody(group: FailureGroup): boolean {
  const state = stateOfGroup(group);
  return state === 'open' || state === 'regressed';
}

/** `null` for a group of which nothing is to be said. */
export function markOfGroup(group: FailureGroup): MarkName | null {
  const state = stateOfGroup(group);
  if (state === 'gone') return null;
  if (state === 'resolved') return 'succeeded';
  if (state === 'retrying') return 'retrying';
  return group.unknownCount === group.openCount ? 'unknown' : 'failed';
}

/** How many runs a group is made of. */
export function sizeOfGroup({ openCount, retryingCount, resolvedCount }: FailureGroup): number {
  return openCount + retryingCount + resolvedCount;
}

/** Repeating it changes nothing twice. */
export function isSafeToRepeat({ methods }: FailureGroup): boolean {
  return methods.every((method) => method === 'GET');
}

/** `Retry`, and how many where it is more than one. */
export function retryText(count: number): string {
  return count === 1 ? 'Retry' : `Retry ${count}`;
}

/** The states that a run of a group can be in: it failed, or it has failed and is not over. */
const STATES_OF_GROUP = [
  'failed',
  'unknown',
  'held',
  'retry_wait',
  'scheduled',
  'waiting',
  'ready',
  'running',
] as const;

/** Exactly the runs that a group counts. */
export function runsOfGroup(
  { fingerprint }: FailureGroup,
  since: number,
): { readonly fingerprint: string; readonly since: number; readonly state: RunState[] } {
  return { fingerprint, since, state: [...STATES_OF_GROUP] };
}

/** What one click may repeat without a question: open failures of GETs, as many as one command takes. */
export function safeRetries(groups: readonly FailureGroup[]): readonly string[] {
  return groups
    .filter(isSafeToRepeat)
    .flatMap(({ retryable }) => retryable)
    .slice(0, MOST_AT_ONCE);
}

const MOST_AT_ONCE = 1_000;

/** Those that need somebody first, then those that are under way; within these, the newest first. */
export function byUrgency(groups: readonly FailureGroup[]): readonly FailureGroup[] {
  return groups.toSorted((one, other) => {
    const urgency = ORDER[stateOfGroup(one)] - ORDER[stateOfGroup(other)];
    return urgency === 0 ? other.lastAt - one.lastAt : urgency;
  });
}

const ORDER: Readonly<Record<ShownState, number>> = {
  ...{ open: 0, regressed: 0, retrying: 1, acknowledged: 2, resolved: 3, gone: 4 },
};

const NONE = { openCount: 0, retryingCount: 0, resolvedCount: 0, unknownCount: 0, retryable: [] };

/** A group that is not answered any more, as long as nobody knows why. */
export function toGone(group: FailureGroup): FailureGroup {
  return { ...group, ...NONE };
}

/** A group whose runs have all succeeded since. */
export function toSetRight(group: FailureGroup): FailureGroup {
  return { ...group, ...NONE, state: 'resolved', resolvedCount: sizeOfGroup(group) };
}

/** Whether as many runs with its fingerprint have succeeded as it had; those that were made anew count too. */
export function isSetRight(
  group: FailureGroup,
  byState: Readonly<Partial<Record<RunState, number>>>,
): boolean {
  return (byState.succeeded ?? 0) + group.resolvedCount >= sizeOfGroup(group);
}
