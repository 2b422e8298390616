import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useOperations } from '#renderer/data/instance.tsx';
import { useNow } from '#renderer/data/now.ts';
import type { SteadyGroups } from '#renderer/parts/failure-groups/use-steady-groups.ts';
import { useSteadyGroups } from '#renderer/parts/failure-groups/use-steady-groups.ts';

const HOUR_MS = 3_600_000;

/** How far back is looked. */
export const SPANS = [
  { value: '12h', text: '12 h', ms: 12 * HOUR_MS },
  { value: '24h', text: '24 h', ms: 24 * HOUR_MS },
  { value: '7d', text: '7 d', ms: 7 * 24 * HOUR_MS },
] as const;
export type Span = (typeof SPANS)[number]['value'];

/** The window moves on in steps, so that not every second asks for another one. */
const STEP_MS = 5 * 60_000;

export interface FailureGroups {
  /** Since when failures are shown, epoch milliseconds. */
  readonly since: number;
  readonly steady: SteadyGroups;
  readonly isLoading: boolean;
  readonly error: unknown;
}

export function useFailureGroups(span: Span): FailureGroups {
  const { failures } = useOperations();
  const spanMs = SPANS.find(({ value }) => value === span)?.ms ?? 0;
  const since = Math.floor((useNow() - spanMs) / STEP_MS) * STEP_MS;
  const { data, error, isPending, isPlaceholderData } = useQuery(
    failures.list.queryOptions({ input: { since }, placeholderData: keepPreviousData }),
  );
  const steady = useSteadyGroups({
    groups: data?.groups,
    key: span,
    isPlaceholder: isPlaceholderData,
  });
  return { since, steady, isLoading: isPending, error };
}
