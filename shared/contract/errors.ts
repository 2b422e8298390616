import { z } from 'zod';

const problem = z.object({
  /** Where in the input, as a path like `jobs[0].triggers[1].cron`. */
  place: z.string().nullable(),
  message: z.string(),
});

/** What an error tells besides its one sentence. */
const details = z.object({ problems: z.array(problem) });
export type Problem = z.infer<typeof problem>;

/**
 * The closed list of ways in which an operation is refused. Each carries one sentence for a person;
 * nothing has changed when one is answered.
 */
export const CONTRACT_ERRORS = {
  NOT_FOUND: { status: 404, data: details },
  INVALID_INPUT: { status: 422, data: details },
  CONFLICT: { status: 409, data: details },
  NOT_PERMITTED: { status: 403, data: details },
  NOT_SUPPORTED: { status: 501, data: details },
  UNAVAILABLE: { status: 503, data: details },
} as const;
export type ContractErrorCode = keyof typeof CONTRACT_ERRORS;
