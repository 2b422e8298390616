import { once } from 'node:events';
import type { Server } from 'node:http';

const LAST_ANSWERS_MS = 1_000;

/** Lets answers that are on their way arrive, then closes every connection. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const patience = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(patience);
}
