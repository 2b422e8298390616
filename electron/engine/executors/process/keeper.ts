/**
 * Entry of the keeper, a detached process per data folder that outlives the engine, so that the work does too.
 * Arguments: the data folder and the socket's path. See `keeper-server.ts`.
 */
import { startKeeperServer } from '#engine/executors/process/keeper-server.ts';

const [dataFolder, socketPath] = process.argv.slice(2);
if (dataFolder === undefined || socketPath === undefined) {
  throw new Error('the keeper needs a data folder and a socket path; the engine starts it');
}

// The socket, the records and the output are the owner's alone; each job brings the mask it is started with.
process.umask(0o077);

// Where everything is asked to end, the work is asked too: the keeper stays to record how it ended, then is idle.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

const isAlone = await startKeeperServer({ dataFolder, socketPath, onIdle: () => process.exit() });
if (!isAlone) process.exit();
