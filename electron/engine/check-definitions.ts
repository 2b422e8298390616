import { STANDARD_BUILTINS } from '#engine/executors/builtin/standard-handlers.ts';
import { chainProblems } from '#engine/service/check-chains.ts';
import { createInputSchemas } from '#engine/service/input-schemas.ts';
import { parseDefinitions, RefusedDefinitions } from '#engine/service/parse-definitions.ts';

/** Refuses raw definitions as `jobs.apply` of a plain engine would, all of their problems at once; needs no engine. */
export function checkDefinitions(definitions: readonly unknown[], defaultZone: string): void {
  const schemas = createInputSchemas();
  const ground = { defaultZone, schemas, builtins: STANDARD_BUILTINS };
  const problems = chainProblems(parseDefinitions(definitions, ground), null);
  if (problems.length > 0) throw new RefusedDefinitions(problems);
}
