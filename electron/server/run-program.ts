import { CommanderError } from 'commander';
import { complaintsOf } from '#server/complaint.ts';
import { createProgram } from '#server/create-program.ts';
import type { ExitCode } from '#server/program-host.ts';
import type { Terminal } from '#server/terminal.ts';

export interface ProgramSurroundings {
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

/** Carries out one command line; answers with the exit code, having said on standard error why it is 2. */
export async function runProgram(
  args: readonly string[],
  { version, environment, terminal }: ProgramSurroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const endWith = (code: ExitCode) => {
    exitCode = code;
  };
  try {
    const program = createProgram({ version, environment, terminal, endWith });
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    reportFailure(error, environment, terminal);
    return 2;
  }
}

/** Says on standard error what went wrong; where in the code, only to whoever asked for that. */
export function reportFailure(
  error: unknown,
  environment: ProgramSurroundings['environment'],
  terminal: Terminal,
): void {
  for (const complaint of complaintsOf(error)) terminal.notice(`nightdesk: ${complaint}`);
  const isDebugging = environment['NIGHTDESK_DEBUG'] === '1';
  if (isDebugging && error instanceof Error) terminal.notice(error.stack ?? error.message);
}
