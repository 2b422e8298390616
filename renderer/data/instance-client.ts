import type { ContractRouterClient } from '@orpc/contract';
import type { instanceContract } from '#shared/contract/instance-contract.ts';

/** An instance as the console sees it, whichever way it is reached. */
export type InstanceClient = ContractRouterClient<typeof instanceContract>;
