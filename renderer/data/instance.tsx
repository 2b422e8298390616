import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import type { InstanceClient } from '#renderer/data/instance-client.ts';

/** A scheduler that the console shows. */
export interface Instance {
  readonly name: string;
  readonly kind: 'local' | 'development' | 'production';
  readonly client: InstanceClient;
  /** The same as queries and commands for TanStack Query. */
  readonly operations: ReturnType<typeof createOperations>;
}

export function createInstance(facts: Pick<Instance, 'name' | 'kind' | 'client'>): Instance {
  return { ...facts, operations: createOperations(facts.client) };
}

function createOperations(client: InstanceClient) {
  return createTanstackQueryUtils(client);
}

const InstanceContext = createContext<Instance | null>(null);

export function InstanceProvider({
  instance,
  children,
}: {
  readonly instance: Instance;
  readonly children: ReactNode;
}) {
  return <InstanceContext value={instance}>{children}</InstanceContext>;
}

/** The instance whose screen this is. */
export function useInstance(): Instance {
  const instance = use(InstanceContext);
  if (instance === null) throw new Error('this screen stands outside of an InstanceProvider');
  return instance;
}

/** Shorthand for the queries of the instance whose screen this is. */
export function useOperations(): Instance['operations'] {
  return useInstance().operations;
}
