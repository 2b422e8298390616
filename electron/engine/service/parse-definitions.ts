import type { Json } from '#shared/lib/json.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { isPlainObject } from '#shared/domain/raw-field.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { outputUse } from '#shared/domain/trigger-input.ts';
import { parseTarget } from '#shared/domain/target.ts';
import type { InputSchemas } from '#engine/service/input-schemas.ts';

/** Job definitions that were refused, with everything that is wrong with them. */
export class RefusedDefinitions extends Refusal {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    const message =
      first === undefined ? 'nothing is wrong' : `${first.place}: ${first.message}${more}`;
    super('invalid_input', message, first?.place ?? null);
    this.problems = problems;
  }
}

/** What definitions are held to. */
export interface Ground {
  /** IANA zone of triggers that name none. */
  readonly defaultZone: string;
  readonly schemas: InputSchemas;
  /** The names of the builtins that a target may name. */
  readonly builtins: readonly string[];
}

/** Reads raw definitions, or refuses all of them with every problem of each. */
export function parseDefinitions(
  raw: readonly unknown[],
  { defaultZone, schemas, builtins }: Ground,
): readonly JobDefinition[] {
  const definitions: JobDefinition[] = [];
  const problems: Problem[] = [];
  raw.forEach((item, index) => {
    const place = `jobs[${index}]`;
    const parsed = parseJobDefinition(item, { defaultZone, place });
    if (parsed.kind === 'problems') {
      problems.push(
        ...parsed.problems,
        ...rawSchemaProblems(item, place, parsed.problems, schemas),
      );
    } else {
      definitions.push(parsed.definition);
      problems.push(
        ...builtinProblems(parsed.definition, place, builtins),
        ...schemaProblems(parsed.definition, place, schemas),
      );
    }
  });
  problems.push(...repeatedNames(definitions));
  if (problems.length > 0) throw new RefusedDefinitions(problems);
  return definitions;
}

/** A builtin that is not there would be noticed at the first run, when nobody looks. */
function builtinProblems(
  { target }: JobDefinition,
  place: string,
  builtins: readonly string[],
): readonly Problem[] {
  const parsed = parseTarget(target);
  if (parsed.scheme !== 'builtin' || builtins.includes(parsed.handler)) return [];
  const known = builtins.toSorted().join(', ');
  const message = `no builtin is called "${parsed.handler}": there are ${known}`;
  return [{ place: `${place}.target`, message }];
}

/** The schema must be one, and what the triggers will fire with must satisfy it. */
function schemaProblems(
  definition: JobDefinition,
  place: string,
  schemas: InputSchemas,
): readonly Problem[] {
  const { inputSchema, triggers, input } = definition;
  if (inputSchema === null) return [];
  const schemaPlace = `${place}.inputSchema`;
  const wrongSchema = check(schemaPlace, () => schemas.checkSchema(inputSchema, schemaPlace));
  if (wrongSchema.length > 0) return wrongSchema;
  return triggers.flatMap((trigger, index) => {
    // What comes of another run's output is held against it when that is there.
    if (outputUse(trigger) !== 'nothing') return [];
    const at = `${place}.triggers[${index}].input`;
    const fired: Record<string, Json> = { ...input, ...trigger.input };
    return check(at, () => schemas.checkInput(inputSchema, fired, at));
  });
}

/** Of a definition that is wrong elsewhere: its schema is looked at all the same, so that all is told at once. */
function rawSchemaProblems(
  item: unknown,
  place: string,
  told: readonly Problem[],
  schemas: InputSchemas,
): readonly Problem[] {
  const schemaPlace = `${place}.inputSchema`;
  const schema = isPlainObject(item) ? item['inputSchema'] : null;
  if (schema == null || told.some((problem) => problem.place.startsWith(schemaPlace))) return [];
  return check(schemaPlace, () => schemas.checkSchema(schema as Json, schemaPlace));
}

/** What is refused by `work`; `at` is where, if it does not say. */
function check(at: string, work: () => void): readonly Problem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [{ place: error.place ?? at, message: error.message }];
  }
}

function repeatedNames(definitions: readonly JobDefinition[]): readonly Problem[] {
  const names = definitions.map(({ name }) => name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ place: `jobs[${index}].name`, message: `there is another job named "${name}"` }],
  );
}
