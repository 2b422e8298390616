import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { instanceContract } from '#shared/contract/instance-contract.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { Binding } from '#test/contract/conformance/instance-under-test.ts';

/** Where an engine is reached over HTTP. */
export interface HttpAddress {
  readonly port: number;
  readonly token: string;
}

export const originOf = ({ port }: Pick<HttpAddress, 'port'>): string => `http://127.0.0.1:${port}`;

/** As the console calls. */
export function connectRpc(address: HttpAddress): Binding {
  const { fetch, drop } = createDroppableFetch();
  const headers = { authorization: `Bearer ${address.token}` };
  const link = new RPCLink({ url: `${originOf(address)}/rpc`, headers, fetch });
  return { client: createORPCClient<InstanceClient>(link), drop };
}

/** As a program calls that was made from the API's description. */
export function connectApi(address: HttpAddress): Binding {
  const { fetch, drop } = createDroppableFetch();
  const headers = { authorization: `Bearer ${address.token}` };
  const link = new OpenAPILink(instanceContract, {
    ...{ url: `${originOf(address)}/api/v1`, headers, fetch },
  });
  return { client: createORPCClient<InstanceClient>(link), drop };
}

/** A connection that is cut leaves its requests without an answer, and its streams without an end. */
function createDroppableFetch() {
  const cut = new AbortController();
  return {
    fetch: (request: Request, init: object) =>
      fetch(request, { ...init, signal: AbortSignal.any([request.signal, cut.signal]) }),
    drop: async () => cut.abort(),
  };
}
