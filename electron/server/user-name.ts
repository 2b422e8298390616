import { userInfo } from 'node:os';

/** Who asks on this machine. Containers run under users without a name. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
