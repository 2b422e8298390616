import { childOf, isPlainObject, refuse } from '#shared/domain/raw-field.ts';
import type { RawField } from '#shared/domain/raw-field.ts';
import { readJsonObject } from '#shared/domain/read-value.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { templateFields } from '#shared/domain/template.ts';
import type { Schedule, Trigger } from '#shared/domain/trigger.ts';
import { joinPlace } from '#shared/lib/place.ts';

const NO_OUTPUT =
  'the output of a run is there only for a trigger that comes after one other job: write after: NAME';

/** `input: output` takes the output of the other job as it is; `{{output.…}}` in a field takes a value of it. */
export function parseTriggerInput(
  field: RawField | null,
  schedule: Schedule | null,
): Pick<Trigger, 'input' | 'takesOutput'> {
  const hasOutput = schedule === null || (schedule.kind === 'after' && schedule.jobs.length === 1);
  if (field?.value === 'output') {
    if (!hasOutput) refuse(field, NO_OUTPUT);
    return { input: null, takesOutput: true };
  }
  const input = readJsonObject(field);
  if (field !== null && input !== null) {
    checkTemplates(field, hasOutput ? outputFault : withoutOutputFault);
  }
  return { input };
}

function checkTemplates(field: RawField, faultOf: (text: string) => string | null): void {
  const { value, name, place } = field;
  if (typeof value === 'string') {
    const fault = faultOf(value);
    if (fault !== null) refuse(field, fault);
  } else if (Array.isArray(value) || isPlainObject(value)) {
    const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    for (const [step, inner] of steps) {
      const below = joinPlace(place, step).slice(place.length);
      checkTemplates(childOf(field, step, inner, name + below), faultOf);
    }
  }
}

function outputFault(text: string): string | null {
  try {
    templateFields(text, 'this input', 'output');
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Elsewhere braces are text like any other; these are certainly meant for something else. */
function withoutOutputFault(text: string): string | null {
  return /\{\{\s*output\b/.test(text) ? NO_OUTPUT : null;
}
