import type { JobDefinition } from '#shared/domain/job.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { inputFromOutput, outputUse } from '#shared/domain/trigger-input.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { RunKey } from '#engine/core/live-run.ts';
import type { DecisionReader } from '#engine/core/store.ts';
import type { InputSchemas } from '#engine/service/input-schemas.ts';

export interface ChainInputDeps {
  readonly read: Pick<DecisionReader, 'findOutput'>;
  readonly inputSchemas: InputSchemas;
  /** A run as people know it. */
  readonly nameRun: (runKey: RunKey) => string;
}

/** The input of a run that something else has fired; refuses an output that cannot be it, in one sentence. */
export type ChainInput = (
  definition: JobDefinition,
  trigger: Trigger,
  causedBy: RunKey | null,
) => JsonObject;

export function createChainInput({ read, inputSchemas, nameRun }: ChainInputDeps): ChainInput {
  function outputOf(runKey: RunKey): JsonObject {
    const output = read.findOutput(runKey);
    if (output?.value != null) return output.value;
    throw new Refusal('invalid_input', output?.fault ?? 'it is no JSON object');
  }

  return (definition, trigger, causedBy) => {
    if (outputUse(trigger) === 'nothing' || causedBy === null) {
      return { ...definition.input, ...trigger.input };
    }
    try {
      const taken = inputFromOutput(trigger, outputOf(causedBy));
      const input = { ...definition.input, ...taken };
      inputSchemas.checkInput(definition.inputSchema, input, 'input');
      return input;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const sentence = `the output of run ${nameRun(causedBy)} cannot be the input: ${error.message}`;
      throw new Refusal('invalid_input', sentence);
    }
  };
}
