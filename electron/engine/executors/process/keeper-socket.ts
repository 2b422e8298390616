/**
 * Who may listen for a data folder. A keeper listens under a name of its own, and then gives the socket its
 * known name by a link, which the system refuses where that name is taken. So behind the known name somebody
 * listens, or somebody who did is dead; and two keepers that come up at once never both get it.
 *
 * What a dead keeper left is removed by the engine alone. The lock of the data folder makes it the only one
 * to do so, and as long as the name is taken no keeper can come between its looking and its removing.
 *
 * Named pipes on Windows are known by one name, and go with whoever listens.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Server } from 'node:net';
import { dirname, join } from 'node:path';

/** Listens; answers with how to leave the socket, or with `null` where its name is taken. */
export async function listenAlone(
  server: Server,
  socketPath: string,
): Promise<(() => void) | null> {
  if (process.platform === 'win32') {
    return (await isListening(server, socketPath)) ? () => void server.close() : null;
  }
  // No longer than the known name, which just fits.
  const ownPath = join(dirname(socketPath), `k${randomBytes(3).toString('hex')}.new`);
  await isListening(server, ownPath);
  const inode = lstatSync(ownPath).ino;
  chmodSync(ownPath, 0o600);
  const isOurs = isNamed(ownPath, socketPath);
  rmSync(ownPath, { force: true });
  const leave = (): void => {
    if (lstatSync(socketPath, { throwIfNoEntry: false })?.ino === inode) rmSync(socketPath);
    server.close();
  };
  if (isOurs) return leave;
  server.close();
  return null;
}

/** Removes the socket if nobody listens on it. Only for the holder of the data folder's lock. */
export async function removeDeadSocket(socketPath: string): Promise<void> {
  if (process.platform === 'win32') return;
  if (await isDead(socketPath)) rmSync(socketPath, { force: true });
}

function isListening(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.once('listening', () => resolve(true));
    server.listen(path);
  });
}

/** Where the file system knows no links it is a rename, which has to look first whether the name is taken. */
function isNamed(from: string, to: string): boolean {
  try {
    linkSync(from, to);
  } catch {
    if (existsSync(to)) return false;
    renameSync(from, to);
  }
  return true;
}

function isDead(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(false));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code === 'ECONNREFUSED'));
  });
}
