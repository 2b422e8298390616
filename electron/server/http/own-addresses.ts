import type { IncomingMessage } from 'node:http';
import type { HttpRefusal } from '#server/http/http-refusal.ts';

/** The names under which this machine's own browser may know us. */
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

type DecideAddress = (request: Pick<IncomingMessage, 'headersDistinct'>) => HttpRefusal | null;

/**
 * Refuses what another web page sends through the owner's browser: under a name of its own that it has
 * pointed at this machine (DNS rebinding), or from another origin. Being local is no proof of anything.
 */
export function createAddressCheck(port: number): DecideAddress {
  const urls = LOOPBACK_NAMES.map((name) => new URL(`http://${name}:${port}`));
  const hosts = new Set(urls.map(({ host }) => host));
  const origins = new Set(urls.map(({ origin }) => origin));
  return ({ headersDistinct: { host = [], origin = [] } }) => {
    if (!isOneOf(hosts, host)) return strangeHost(port);
    if (origin.length > 0 && !isOneOf(origins, origin)) return STRANGE_ORIGIN;
    return null;
  };
}

function isOneOf(allowed: ReadonlySet<string>, values: readonly string[]): boolean {
  const [value = ''] = values;
  return values.length === 1 && allowed.has(value.toLowerCase());
}

const strangeHost = (port: number): HttpRefusal => ({
  status: 421,
  code: 'MISDIRECTED_REQUEST',
  message: `Nightdesk answers only as 127.0.0.1:${port} or localhost:${port}; through a tunnel, use the same port at both ends.`,
});

const STRANGE_ORIGIN: HttpRefusal = {
  status: 403,
  code: 'FORBIDDEN',
  message: 'Nightdesk answers no requests of other web pages.',
};
