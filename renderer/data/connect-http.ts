import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { InstanceClient } from '#renderer/data/instance-client.ts';

/** Speaks with the instance that served this page. */
export function connectHttp(token: string): InstanceClient {
  const link = new RPCLink({
    url: new URL('/rpc', location.origin),
    headers: { authorization: `Bearer ${token}` },
  });
  return createORPCClient<InstanceClient>(link);
}
