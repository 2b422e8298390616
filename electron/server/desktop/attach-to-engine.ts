import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { EngineReport } from '#shared/contract/engine-process.ts';
import type { Connection } from '#server/connect-socket.ts';
import { connectSocket } from '#server/connect-socket.ts';
import type { DesktopHost } from '#server/desktop/host-for-desktop.ts';
import { createRelayRouter } from '#server/desktop/relay-router.ts';
import { servePorts } from '#server/desktop/serve-ports.ts';

/**
 * Passes on what the windows ask to the engine that holds the data folder, by its socket. `null` if it does not
 * answer; refuses one that speaks another version of the contract.
 */
export async function attachToEngine(
  dataFolder: string,
  onDefect: (error: unknown) => void,
): Promise<DesktopHost | null> {
  const connection = connectSocket(dataFolder);
  const found = await connection.client.instance.describe().catch(() => null);
  if (found === null) {
    connection.close();
    return null;
  }
  refuseOtherVersion(found.contractVersion, dataFolder);
  const router = createRelayRouter(connection.client);
  // Who asks is told by the socket: the other engine knows its user.
  const ports = servePorts({ router, actorName: '', onDefect });
  return {
    ...{ dataFolder, isAttached: true, accept: ports.accept },
    // The other engine finds out by its own clocks.
    resumed: () => undefined,
    over: untilLost(connection, found.asOfSeq, dataFolder),
    async stop() {
      ports.close();
      connection.close();
    },
  };
}

/** The journal's stream lasts as long as the engine does. */
async function untilLost(
  { client }: Connection,
  afterSeq: number,
  dataFolder: string,
): Promise<EngineReport> {
  try {
    const events = await client.journal.tail({ afterSeq });
    while ((await events.next()).done !== true);
  } catch {
    // A broken stream means what an ended one does.
  }
  return { type: 'lost', sentence: `The engine that held ${dataFolder} has ended.` };
}

function refuseOtherVersion(version: string, dataFolder: string): void {
  const [theirs] = version.split('.');
  const [ours] = CONTRACT_VERSION.split('.');
  if (theirs === ours) return;
  throw new Refusal(
    'not_supported',
    `the engine of ${dataFolder} speaks version ${version} of the contract, this application ${CONTRACT_VERSION}: stop it, or bring both up to date`,
  );
}
