import { connectHttp } from '#renderer/data/connect-http.ts';
import type { Instance } from '#renderer/data/instance.tsx';
import { createInstance } from '#renderer/data/instance.tsx';
import type { SignInProblem } from '#renderer/data/session.ts';
import { openSession } from '#renderer/data/session.ts';

export type Connection =
  { readonly instance: Instance } | { readonly instance: null; readonly problem: SignInProblem };

/** Reaches the local instance, whichever way this page was opened. */
export async function openConnection(): Promise<Connection> {
  const session = await openSession();
  if (session.token === null) return { instance: null, problem: session.problem };
  return {
    instance: createInstance({ name: 'Local', kind: 'local', client: connectHttp(session.token) }),
  };
}
