import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { needsSomebody } from '#renderer/parts/failure-groups/failure-group.ts';

/** How many groups there are and how many of them are open; “needs you” is said of held and unknown runs only. */
export function wordsOfGroups(groups: readonly FailureGroup[]): string {
  if (groups.length === 0) return '';
  const openCount = groups.filter(needsSomebody).length;
  return `${countOf(groups.length, 'group')}, ${openCount === 0 ? 'none' : openCount} open`;
}
