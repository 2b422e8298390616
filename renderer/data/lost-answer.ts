import { ORPCError } from '@orpc/client';

/*
 * A command was sent, and the connection ended before its answer came: nobody here knows whether it was carried out.
 * That is another thing than a refusal, after which nothing has changed.
 */

const lost = new WeakSet<object>();

/** Notes that this error stands for an answer that was lost, and hands it back. */
export function asLostAnswer<Failure extends Error>(error: Failure): Failure {
  lost.add(error);
  return error;
}

/** Whether what was asked may or may not have happened. Whatever is no answer of the instance counts as lost. */
export function isLostAnswer(error: unknown): boolean {
  return !(error instanceof ORPCError) || lost.has(error);
}
