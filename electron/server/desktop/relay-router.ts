import { implement } from '@orpc/server';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import type { Engine } from '#engine/compose-engine.ts';
import type { InstanceClient } from '#server/instance-client.ts';

interface HandlerOptions {
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly lastEventId?: string | undefined;
}

/** An operation seen without its own input and answer: a relay passes on what it does not read. */
type Call = (input: unknown, options: Omit<HandlerOptions, 'input'>) => Promise<unknown>;
interface Implementer {
  handler(handle: (options: HandlerOptions) => Promise<unknown>): unknown;
}
type ByName<Value> = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** The contract, carried out by asking another engine: each operation is passed on, and so is its refusal. */
export function createRelayRouter(client: InstanceClient): Engine['router'] {
  const calls = client as unknown as ByName<Call>;
  const groups = implement(instanceContract) as unknown as ByName<Implementer>;
  const toGroup = (group: string, operations: object) =>
    mapEntries(operations, (name) =>
      groups[group]?.[name]?.handler(({ input, ...options }) =>
        passOn(calls[group]?.[name], input, options),
      ),
    );
  return mapEntries(instanceContract, toGroup) as unknown as Engine['router'];
}

async function passOn(
  call: Call | undefined,
  input: unknown,
  { signal, lastEventId }: Omit<HandlerOptions, 'input'>,
): Promise<unknown> {
  return call?.(input, { signal, lastEventId });
}

function mapEntries<Value>(
  entries: object,
  toValue: (name: string, value: object) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(entries).map(([name, value]) => [name, toValue(name, value as object)]),
  );
}
