import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openKeeperConnection } from '#engine/executors/process/keeper-connection.ts';
import type { KeeperConnection } from '#engine/executors/process/keeper-connection.ts';
import { removeDeadSocket } from '#engine/executors/process/keeper-socket.ts';

const START_LIMIT_MS = 15_000;
const KNOCK_EVERY_MS = 10;
/** Beside this file among the sources, and beside the bundle in an installed package. */
const ENTRY = import.meta.url.endsWith('.ts') ? 'keeper.ts' : 'keeper.js';

export interface KeeperClientDeps {
  readonly dataFolder: string;
  readonly socketPath: string;
  /** The Node executable that runs the keeper; this one if left out. */
  readonly nodePath?: string | undefined;
  /** The keeper's entry; its source if left out. */
  readonly keeperPath?: string | undefined;
}

/** Finds the keeper of a data folder; everybody gets the same connection as long as it lasts. */
export interface KeeperClient {
  /** Starts a keeper if none is alive. Throws if there is none even so. */
  connect(): Promise<KeeperConnection>;
  /** `null` if certainly none is alive; throws where that cannot be told. */
  find(): Promise<KeeperConnection | null>;
  /** Leaves the keeper and its work alone. */
  close(): Promise<void>;
}

export function createKeeperClient(deps: KeeperClientDeps): KeeperClient {
  let connection: KeeperConnection | null = null;
  let finding: Promise<KeeperConnection | null> | null = null;
  let starting: Promise<KeeperConnection> | null = null;
  let isClosed = false;

  async function open(): Promise<KeeperConnection | null> {
    const opened = await openKeeperConnection(deps.socketPath, () => (connection = null));
    if (isClosed) await opened?.close();
    return (connection = isClosed ? null : opened);
  }

  async function find(): Promise<KeeperConnection | null> {
    if (connection !== null || isClosed) return connection;
    finding ??= open().finally(() => (finding = null));
    return finding;
  }

  async function start(): Promise<KeeperConnection> {
    const giveUpAt = performance.now() + START_LIMIT_MS;
    let keeper: ChildProcess | null = null;
    while (!isClosed && performance.now() < giveUpAt) {
      const found = await find();
      if (found !== null) return found;
      // One that found the socket taken has ended, and whoever had taken it may have ended since.
      if (!isComingUp(keeper)) {
        await removeDeadSocket(deps.socketPath);
        keeper = launchKeeper(deps);
      }
      await delay(KNOCK_EVERY_MS);
    }
    throw new Error(isClosed ? 'the engine is stopping' : describeSilence(deps));
  }

  return {
    find,
    connect: async () => connection ?? (starting ??= start().finally(() => (starting = null))),
    async close() {
      isClosed = true;
      await connection?.close();
    },
  };
}

function isComingUp(keeper: ChildProcess | null): boolean {
  if (keeper?.pid === undefined) return false;
  return keeper.exitCode === null && keeper.signalCode === null;
}

/** In a session of its own and with nothing of ours: neither environment, nor open files, nor our end. */
function launchKeeper(deps: KeeperClientDeps): ChildProcess {
  const entry = deps.keeperPath ?? fileURLToPath(new URL(ENTRY, import.meta.url));
  const log = openSync(logOf(deps), 'a', 0o600);
  try {
    const args = ['--disable-warning=ExperimentalWarning', entry, deps.dataFolder, deps.socketPath];
    const keeper = spawn(deps.nodePath ?? process.execPath, args, {
      cwd: deps.dataFolder,
      env: process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {},
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
    keeper.on('error', () => undefined);
    keeper.unref();
    return keeper;
  } finally {
    closeSync(log);
  }
}

function logOf({ dataFolder }: KeeperClientDeps): string {
  return join(dataFolder, 'keeper.log');
}

function describeSilence(deps: KeeperClientDeps): string {
  return `the keeper, which starts the processes of jobs, did not come up; see ${logOf(deps)}`;
}
