import { implement } from '@orpc/server';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import { toContractError } from '#engine/service/refusal-error.ts';

/** Who calls: filled in by whoever accepted the connection, never by the caller. */
export interface CallerContext {
  readonly actorName: string;
}

/** A call, with the name of what is called, such as `runs.trigger`. */
export interface CallContext extends CallerContext {
  readonly operation: string;
}

/** Input is checked where trust ends, which is here; whether our own answers keep the contract is for tests. */
const NEVER = Number.NaN;

/** The contract to hang handlers on. Every operation answers refusals in the contract's form. */
export const operations = implement(instanceContract)
  .$config({ initialOutputValidationIndex: NEVER })
  .$context<CallerContext>()
  .use(async ({ next, path }) => {
    try {
      return await next({ context: { operation: path.join('.') } });
    } catch (error) {
      throw toContractError(error);
    }
  });
