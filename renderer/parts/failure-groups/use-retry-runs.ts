import { useState } from 'react';
import type { ItemResult } from '#shared/contract/run-operations.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { countOf } from '#renderer/lib/count-of.ts';
import { tell } from '#renderer/ui/toasts.tsx';

export interface RunRetries {
  readonly retry: (runs: readonly string[]) => void;
  /** Nothing can be asked now: one is under way, or the engine is not reached. */
  readonly isAsking: boolean;
  /** Why none of them was retried. */
  readonly problem: string | null;
  /** Those of the last ones that were refused, each with its reason. */
  readonly refused: readonly ItemResult[];
  readonly forget: () => void;
}

/** Retries many runs, tells how many it were, and keeps what was refused for the screen to list. */
export function useRetryRuns(): RunRetries {
  const { client } = useInstance();
  const [refused, setRefused] = useState<readonly ItemResult[]>([]);
  const { ask, isAsking, block, problem, forget } = useInstanceCommand(client.runs.retryMany);

  function retry(runs: readonly string[]): void {
    if (runs.length === 0) return;
    ask({ runs: [...runs], reason: null }, ({ results }) => {
      const failed = results.filter(({ isDone }) => !isDone);
      setRefused(failed);
      tell(sentenceOfRetries(results.length, failed.length));
    });
  }

  return {
    retry,
    isAsking: isAsking || block !== null,
    problem,
    refused,
    forget: () => {
      setRefused([]);
      forget();
    },
  };
}

function sentenceOfRetries(count: number, refusedCount: number): string {
  if (refusedCount === 0) return `Retrying ${countOf(count, 'run')}`;
  if (refusedCount === count) return `None of ${countOf(count, 'run')} could be retried`;
  return `Retrying ${count - refusedCount} of ${countOf(count, 'run')}, ${refusedCount} refused`;
}
