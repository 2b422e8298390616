import { createInputSchemas } from '#engine/service/input-schemas.ts';
import { parseDefinitions } from '#engine/service/parse-definitions.ts';

/** Refuses raw definitions as `jobs.apply` would, all of their problems at once; needs no engine. */
export function checkDefinitions(definitions: readonly unknown[], defaultZone: string): void {
  parseDefinitions(definitions, defaultZone, createInputSchemas());
}
