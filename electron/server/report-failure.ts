import { complaintsOf } from '#server/complaint.ts';
import type { ProgramSurroundings } from '#server/program-host.ts';

/** Says on standard error what went wrong; where in the code, only to whoever asked for that. */
export function reportFailure(
  error: unknown,
  { environment, terminal }: Pick<ProgramSurroundings, 'environment' | 'terminal'>,
): void {
  for (const complaint of complaintsOf(error)) terminal.notice(`nightdesk: ${complaint}`);
  const isDebugging = environment['NIGHTDESK_DEBUG'] === '1';
  if (isDebugging && error instanceof Error) terminal.notice(error.stack ?? error.message);
}
