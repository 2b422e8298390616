import { useQuery } from '@tanstack/react-query';
import type { Run } from '#shared/contract/run-schema.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { mayHaveSuccessor, successorOf } from '#renderer/parts/run-actions/successor.ts';

/**
 * The run that was made in the place of one that went wrong; `null` where there is none, or none is needed. It may
 * have gone wrong too, and been set right in its turn: three such steps are followed, the rest are a link away.
 */
export function useSuccessor(run: Run): Run | null {
  const first = useNext(run);
  const second = useNext(first);
  const third = useNext(second);
  return third ?? second ?? first;
}

function useNext(run: Run | null): Run | null {
  const { runs } = useOperations();
  const enabled = run !== null && mayHaveSuccessor(run);
  const { data } = useQuery(
    runs.retriggers.queryOptions({ input: { run: run?.id ?? '' }, enabled }),
  );
  return enabled && data !== undefined ? successorOf(data.runs) : null;
}
