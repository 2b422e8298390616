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

const { bulks, ...others } = instanceContract;

/** The contract to hang handlers on. Every operation answers refusals in the contract's form. */
export const operations = implement(others)
  .$config({ initialOutputValidationIndex: NEVER })
  .$context<CallerContext>()
  .use(({ next, path }) => inContractForm(() => next({ context: { operation: path.join('.') } })));

/** A part of it by itself, because the type of the whole is longer than what the compiler writes down. */
export const bulkOperations = implement({ bulks })
  .$config({ initialOutputValidationIndex: NEVER })
  .$context<CallerContext>()
  .use(({ next, path }) => inContractForm(() => next({ context: { operation: path.join('.') } })));

async function inContractForm<Answer>(call: () => PromiseLike<Answer> | Answer): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw toContractError(error);
  }
}
