import { CommanderError } from 'commander';
import { createProgram } from '#server/create-program.ts';
import type { ExitCode, ProgramSurroundings } from '#server/program-host.ts';
import { reportFailure } from '#server/report-failure.ts';

/** Carries out one command line; answers with the exit code, having said on standard error why it is 2. */
export async function runProgram(
  args: readonly string[],
  surroundings: ProgramSurroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const endWith = (code: ExitCode) => {
    exitCode = code;
  };
  try {
    const program = createProgram({ ...surroundings, endWith });
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    reportFailure(error, surroundings);
    return 2;
  }
}
