import { z } from 'zod';
import { jsonFault } from '#shared/domain/json-fault.ts';
import type { Run } from '#shared/contract/run-schema.ts';

type JsonFields = Run['input'];

/**
 * An input as callers hand it in, within the bounds that a job file has. It is looked through by hand:
 * a schema that calls itself ends where the stack does.
 */
export const jsonInput = z.record(z.string(), z.unknown()).superRefine((value, context) => {
  const fault = jsonFault(value, '');
  if (fault !== null) {
    context.addIssue({ code: 'custom', message: fault.message, path: [fault.place] });
  }
}) as unknown as z.ZodType<JsonFields, JsonFields>;
