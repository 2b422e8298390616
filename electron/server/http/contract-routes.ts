import type { AnySchema } from '@orpc/contract';
import { getEventIteratorSchemaDetails, isContractProcedure } from '@orpc/contract';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import { RPC_PREFIX } from '#server/contract-answer.ts';

export const API_PREFIX = '/api/v1';

/** Where one operation of the contract is reached over HTTP. */
export interface ContractRoute {
  /** As `runs.list`. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** As `/api/v1/runs/{run}`. */
  readonly apiPath: string;
  /** As `/rpc/runs/get`. */
  readonly rpcPath: string;
  /** It answers with events, one after the other, for as long as the caller listens. */
  readonly isStream: boolean;
}

/** Every operation of the contract, from the contract itself. */
export function contractRoutes(): readonly ContractRoute[] {
  return Object.entries(instanceContract).flatMap(([group, operations]) =>
    Object.entries<unknown>(operations).flatMap(([name, operation]) => {
      if (!isContractProcedure(operation)) return [];
      const { route } = operation['~orpc'];
      const outputSchema = operation['~orpc'].outputSchema as AnySchema | undefined;
      return {
        name: `${group}.${name}`,
        method: route.method === 'GET' ? 'GET' : 'POST',
        apiPath: `${API_PREFIX}${route.path ?? ''}`,
        rpcPath: `${RPC_PREFIX}/${group}/${name}`,
        isStream: getEventIteratorSchemaDetails(outputSchema) !== undefined,
      } as const;
    }),
  );
}
