import type { RunKey } from '#engine/core/live-run.ts';
import { toRunId } from '#engine/core/run-identity.ts';
import type { DecisionReader } from '#engine/core/store.ts';

/** Names runs as people know them, with their jobs: `k7fq-12 (import)`. */
export function createRunNamer(read: Pick<DecisionReader, 'identity' | 'findRun'>) {
  return (runKey: RunKey): string => {
    const id = toRunId(read.identity, runKey);
    const run = read.findRun(runKey);
    return run === null ? id : `${id} (${run.revision.definition.name})`;
  };
}
