import { createRouterClient } from '@orpc/server';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import type { Engine } from '#engine/compose-engine.ts';

/** An operation seen without its own input and answer: who passes on what it is asked does not read it. */
export type Operation = (
  input: unknown,
  options: { readonly signal: AbortSignal; readonly lastEventId?: string | undefined },
) => Promise<unknown>;

/** The operations of the contract and nothing else, by name, as `runs.list`, for one caller. */
export function operationsOf(
  router: Engine['router'],
  actorName: string,
): ReadonlyMap<string, Operation> {
  const client = createRouterClient(router, { context: { actorName } }) as unknown as Readonly<
    Record<string, Readonly<Record<string, Operation>>>
  >;
  const operations = new Map<string, Operation>();
  for (const [group, members] of Object.entries(instanceContract)) {
    for (const name of Object.keys(members)) {
      const operation = client[group]?.[name];
      if (operation !== undefined) operations.set(`${group}.${name}`, operation);
    }
  }
  return operations;
}
