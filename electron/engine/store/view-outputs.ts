import type { Database } from 'better-sqlite3';
import type { RunOutput } from '#shared/contract/run-schema.ts';
import { redactInput } from '#shared/domain/redact-input.ts';
import type { RunViews } from '#engine/core/view-reader.ts';
import { createOutputReader } from '#engine/store/read-outputs.ts';

/** What runs hand on, as people may see it. */
export function createOutputView(database: Database): Pick<RunViews, 'viewOutput'> {
  const readOutput = createOutputReader(database);
  return {
    viewOutput(runKey) {
      const { attempt, output } = readOutput(runKey) ?? { attempt: null, output: null };
      const value = output?.value ?? null;
      return {
        attempt,
        output: value === null ? null : (redactInput(value) as RunOutput['output']),
        fault: output?.fault ?? null,
      };
    },
  };
}
