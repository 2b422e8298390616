import { renderValue } from '#shared/domain/template.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';

/** What a trigger takes of the output of the run that it comes after. */
export function outputUse({
  schedule,
  input,
  takesOutput,
}: Pick<Trigger, 'schedule' | 'input' | 'takesOutput'>): 'whole' | 'fields' | 'nothing' {
  if (takesOutput === true) return 'whole';
  return schedule.kind === 'after' && input !== null && holdsTemplate(input) ? 'fields' : 'nothing';
}

/** What is laid over the job's input, with the values of an output in it; refuses an output that lacks one of them. */
export function inputFromOutput(
  { input, takesOutput }: Pick<Trigger, 'input' | 'takesOutput'>,
  output: JsonObject,
): JsonObject {
  return takesOutput === true ? output : (filled(input ?? {}, output) as JsonObject);
}

/** Whether somewhere in it braces ask for a value. */
export function holdsTemplate(value: Json): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsTemplate);
}

function filled(value: Json, output: JsonObject): Json {
  if (typeof value === 'string')
    return renderValue(value, output, { purpose: 'the input', root: 'output' });
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, filled(inner, output)]),
    );
  }
  return Array.isArray(value) ? value.map((inner: Json) => filled(inner, output)) : value;
}
