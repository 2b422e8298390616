import type { JobDefinition } from '#shared/domain/job.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { describeSchedule } from '#shared/domain/schedule-sentence.ts';
import { isHttpTarget } from '#shared/domain/target-scheme.ts';
import { inputValue, templateFields } from '#shared/domain/template.ts';
import { holdsTemplate } from '#shared/domain/trigger-input.ts';
import type { Trigger } from '#shared/domain/trigger.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { joinPlace } from '#shared/lib/place.ts';

/*
 * A template whose field no input can have is found when the job is saved, not at three in the morning. A
 * field may come from the job's input, from each trigger's, or, where the schema declares it, by hand.
 */

/** Keywords through which a schema may declare fields that cannot be seen in `properties`. */
const COMPOSING = [
  ...['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'if', 'patternProperties'],
  ...['dependentSchemas', 'dependencies'],
];

interface Use {
  readonly place: string;
  readonly purpose: string;
  readonly template: string;
}

/** Templates of a definition that name a field which an input will lack; one problem for each field. */
export function templateProblems(definition: JobDefinition, place: string): readonly Problem[] {
  const found = new Map<string, Problem>();
  for (const use of usesOf(definition, place)) {
    for (const path of templateFields(use.template, use.purpose)) {
      const because = absence(definition, path);
      if (because === null || found.has(path)) continue;
      found.set(path, {
        place: use.place,
        message: `${use.purpose} needs input.${path}, ${because}`,
      });
    }
  }
  return [...found.values()];
}

function usesOf(definition: JobDefinition, place: string): readonly Use[] {
  const { target, headers, concurrency, effect } = definition;
  const at = (...steps: readonly (string | number)[]) => steps.reduce(joinPlace, place);
  const isHttp = isHttpTarget(target);
  return [
    ...(isHttp ? [{ place: at('target'), purpose: 'the target', template: target }] : []),
    ...Object.entries(headers).map(([name, template]) => ({
      ...{ place: at('headers', name), purpose: `the header ${name}`, template },
    })),
    ...concurrency.map(({ key }, index) => ({
      ...{ place: at('concurrency', index, 'key'), purpose: 'the key', template: key },
    })),
    { place: at('effect'), purpose: 'the effect', template: effect },
  ];
}

function absence({ input, inputSchema, triggers }: JobDefinition, path: string): string | null {
  if (inputValue(input, path) !== undefined) return null;
  if (inputSchema !== null) {
    return mayDeclare(inputSchema, path)
      ? null
      : 'which neither input has nor inputSchema declares';
  }
  const trigger = triggers.find((each) => !mayHave(each, input, path));
  return trigger === undefined
    ? null
    : `which is missing when ${describeSchedule(trigger.schedule)} fires: give it in input`;
}

/** What comes from the output of another run is seen only when it fires. */
function mayHave(trigger: Trigger, input: JsonObject, path: string): boolean {
  if (trigger.takesOutput === true) return true;
  const fired: JsonObject = { ...input, ...trigger.input };
  const first = trigger.input?.[path.split('.')[0] ?? ''];
  const isFilledLater = trigger.schedule.kind === 'after' && holdsTemplate(first ?? null);
  return isFilledLater || inputValue(fired, path) !== undefined;
}

function mayDeclare(schema: Json, path: string): boolean {
  if (!isJsonObject(schema)) return true;
  if (COMPOSING.some((keyword) => Object.hasOwn(schema, keyword))) return true;
  const properties: JsonObject = isJsonObject(schema['properties']) ? schema['properties'] : {};
  return Object.hasOwn(properties, path.split('.')[0] ?? '');
}
