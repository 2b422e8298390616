import { ORPCError } from '@orpc/server';
import type { ContractErrorCode, Problem } from '#shared/contract/errors.ts';
import { CONTRACT_ERRORS } from '#shared/contract/errors.ts';

import type { RefusalCode } from '#shared/domain/refusal.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { StorageFailure } from '#engine/core/store.ts';
import { RefusedInput } from '#engine/service/input-schemas.ts';
import { RefusedDefinitions } from '#engine/service/parse-definitions.ts';

const CODES: Readonly<Record<RefusalCode, ContractErrorCode>> = {
  not_found: 'NOT_FOUND',
  invalid_input: 'INVALID_INPUT',
  conflict: 'CONFLICT',
  not_permitted: 'NOT_PERMITTED',
  not_supported: 'NOT_SUPPORTED',
  unavailable: 'UNAVAILABLE',
};

/** A refusal in the contract's form, and failing storage as one; anything else stays what it is. */
export function toContractError(error: unknown): unknown {
  if (error instanceof StorageFailure) {
    return toContractError(new Refusal('unavailable', error.message));
  }
  if (!(error instanceof Refusal)) return error;
  const code = CODES[error.code];
  const problems: readonly Problem[] =
    error instanceof RefusedDefinitions || error instanceof RefusedInput
      ? error.problems
      : [{ place: error.place, message: error.message }];
  const { status } = CONTRACT_ERRORS[code];
  return new ORPCError(code, { status, message: error.message, data: { problems }, defined: true });
}
