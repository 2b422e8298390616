import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkItem } from '#shared/contract/bulk-schema.ts';
import { useInstance, useOperations } from '#renderer/data/instance.tsx';
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
  readonly refused: readonly BulkItem[];
  readonly forget: () => void;
}

/** As many as are listed where they are told of. */
const SHOWN_REFUSALS = 1_000;

/** Retries many runs as one bulk, tells how many it is, and follows what is refused for the screen to list. */
export function useRetryRuns(): RunRetries {
  const { client } = useInstance();
  const { bulks } = useOperations();
  const [bulk, setBulk] = useState<string | null>(null);
  const { ask, isAsking, block, problem, forget } = useInstanceCommand(client.bulks.create);
  const refused = { bulk: bulk ?? '', state: 'refused' as const, limit: SHOWN_REFUSALS };
  const { data } = useQuery(
    bulks.items.queryOptions({ input: bulk === null ? skipToken : refused }),
  );

  function retry(runs: readonly string[]): void {
    if (runs.length === 0) return;
    const deed = { action: 'retry' as const };
    ask({ deed, runs: [...runs], undoMs: 0, spacingMs: 0, reason: null }, (answer) => {
      setBulk(answer.bulk?.id ?? null);
      tell(`Retrying ${countOf(runs.length, 'run')}`);
    });
  }

  return {
    retry,
    isAsking: isAsking || block !== null,
    problem,
    refused: data?.items ?? [],
    forget: () => {
      setBulk(null);
      forget();
    },
  };
}
