import { followDesktop } from '#renderer/app/follow-desktop.ts';
import { connectDesktop } from '#renderer/data/connect-desktop.ts';
import { connectHttp } from '#renderer/data/connect-http.ts';
import { desktopAround } from '#renderer/data/desktop.ts';
import type { Instance } from '#renderer/data/instance.tsx';
import { createInstance } from '#renderer/data/instance.tsx';
import type { SignInProblem } from '#renderer/data/session.ts';
import { openSession } from '#renderer/data/session.ts';

export type Connection =
  { readonly instance: Instance } | { readonly instance: null; readonly problem: SignInProblem };

/** Reaches the local instance, whichever way this page was opened. */
export async function openConnection(): Promise<Connection> {
  const desktop = desktopAround(window);
  if (desktop !== null) {
    followDesktop(desktop);
    const client = connectDesktop(desktop, window);
    return { instance: createInstance({ name: 'Local', kind: 'local', client }) };
  }
  const session = await openSession();
  if (session.token === null) return { instance: null, problem: session.problem };
  return {
    instance: createInstance({ name: 'Local', kind: 'local', client: connectHttp(session.token) }),
  };
}
