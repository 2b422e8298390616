import { useMemo, useState } from 'react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { byUrgency, sizeOfGroup } from '#renderer/parts/failure-groups/failure-group.ts';

export interface SteadyGroups {
  readonly groups: readonly FailureGroup[];
  /** Groups that have come since the list was drawn; they appear when `showNew` is called. */
  readonly newCount: number;
  readonly showNew: () => void;
}

interface Drawing {
  readonly key: string;
  readonly groups: readonly FailureGroup[];
}

export interface LatestGroups {
  readonly groups: readonly FailureGroup[] | undefined;
  /** What is asked for; with another key the list is drawn anew. */
  readonly key: string;
  /** The groups are those of an earlier key, for as long as its own are on their way. */
  readonly isPlaceholder?: boolean;
}

/**
 * Groups that never move under the pointer: their order is that of the moment when they were drawn, and only their
 * content is kept true. One whose runs have all succeeded since stays where it is, as resolved.
 */
export function useSteadyGroups(asked: LatestGroups): SteadyGroups {
  const { groups: latest, key, isPlaceholder = false } = asked;
  const [drawn, setDrawn] = useState<Drawing | null>(null);
  const isOfKey = drawn?.key === key;
  // An empty list has nothing that could move.
  const isToBeDrawn = !isOfKey || (drawn.groups.length === 0 && latest?.length !== 0);
  if (isToBeDrawn && latest !== undefined && !isPlaceholder) {
    setDrawn({ key, groups: byUrgency(latest) });
  }

  const groups = useMemo(() => {
    const shown = drawn?.groups ?? [];
    if (latest === undefined) return shown;
    const now = new Map(latest.map((group) => [group.fingerprint, group]));
    return shown.map((group) => now.get(group.fingerprint) ?? toResolved(group));
  }, [drawn, latest]);
  const newCount = useMemo(() => {
    const shown = new Set(drawn?.groups.map(({ fingerprint }) => fingerprint));
    return latest?.filter(({ fingerprint }) => !shown.has(fingerprint)).length ?? 0;
  }, [drawn, latest]);

  return {
    groups,
    newCount: isOfKey ? newCount : 0,
    showNew: () => setDrawn({ key, groups: byUrgency(latest ?? []) }),
  };
}

function toResolved(group: FailureGroup): FailureGroup {
  const counts = { openCount: 0, retryingCount: 0, unknownCount: 0, retryable: [] };
  return { ...group, ...counts, resolvedCount: sizeOfGroup(group) };
}
