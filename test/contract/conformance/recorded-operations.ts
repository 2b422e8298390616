import { isContractProcedure } from '@orpc/contract';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import type { InstanceClient } from '#server/instance-client.ts';

/** Every operation of the contract, as `runs.list`. */
export function allOperations(): readonly string[] {
  return Object.entries(instanceContract).flatMap(([group, operations]) =>
    Object.entries(operations)
      .filter(([, operation]) => isContractProcedure(operation))
      .map(([name]) => `${group}.${name}`),
  );
}

/** The same client, which notes the name of each operation that is called. */
export function recordOperations(client: InstanceClient, called: Set<string>): InstanceClient {
  return new Proxy(client, {
    get(target, group: string) {
      return new Proxy(Reflect.get(target, group) as object, {
        get(operations, name: string): unknown {
          called.add(`${group}.${name}`);
          return Reflect.get(operations, name);
        },
      });
    },
  });
}
