import { once } from 'node:events';
import { connect } from 'node:net';

/** Whether anybody answers at a socket or named pipe. */
export async function hasListener(socketPath: string): Promise<boolean> {
  const socket = connect(socketPath);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
