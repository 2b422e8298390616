import type { PlainPort } from '#shared/lib/plain-port.ts';

/*
 * The binding of message ports trusts whoever is at the other end: a message that it cannot read becomes a
 * rejection that nobody sees, and that ends the process. Here only the two kinds of message pass that a client of
 * the contract sends: a request `{ i, p: { u, m, h, b } }` and the end of one `{ i, t: 4 }`.
 */

const MAX_MESSAGE_LENGTH = 16 * 1024 * 1024;
const ABORT = 4;
/** With other headers a body would be read as a form or a file, which the contract has none of. */
const KNOWN_HEADERS: readonly string[] = ['last-event-id'];

/** The same port, closed at the first message that no client of the contract sends. */
export function toCheckedPort(port: PlainPort): PlainPort {
  return {
    ...port,
    onMessage: {
      addListener(listener) {
        port.onMessage.addListener((data) => {
          if (isClientMessage(data)) listener(data);
          else port.close();
        });
      },
    },
  };
}

function isClientMessage(data: unknown): boolean {
  if (typeof data !== 'string' || data.length > MAX_MESSAGE_LENGTH) return false;
  const message = parseRecord(data);
  if (message === null || typeof message['i'] !== 'string') return false;
  if (message['t'] === ABORT) return true;
  return message['t'] === undefined && isRequest(message['p']);
}

function isRequest(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { u: path, m: method, h: headers = {} } = value;
  if (typeof path !== 'string' || !path.startsWith('/')) return false;
  if (method !== undefined && typeof method !== 'string') return false;
  return isRecord(headers) && Object.entries(headers).every(isKnownHeader);
}

function isKnownHeader([name, value]: readonly [string, unknown]): boolean {
  return KNOWN_HEADERS.includes(name) && typeof value === 'string';
}

function parseRecord(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
