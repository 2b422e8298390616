import type { ExitCode } from '#server/program-host.ts';
import { runProgram } from '#server/run-program.ts';
import type { Terminal } from '#server/terminal.ts';

export interface RecordingTerminal extends Terminal {
  readonly stdout: string;
  readonly stderr: string;
}

/** A terminal that keeps what is printed on it; not interactive, as wide as need be, in UTC. */
export function createRecordingTerminal(overrides: Partial<Terminal> = {}): RecordingTerminal {
  let stdout = '';
  let stderr = '';
  return {
    ...{ width: Infinity, isInteractive: false, zone: 'UTC', now: () => Date.now() },
    print: (text) => void (stdout += `${text}\n`),
    write: async (text) => void (stdout += text),
    notice: (text) => void (stderr += `${text}\n`),
    ...overrides,
    get stdout() {
      return stdout;
    },
    get stderr() {
      return stderr;
    },
  };
}

export interface ProgramEnding {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Carries out a command line in this very process, for what needs no process of its own. */
export async function runInProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  terminal: RecordingTerminal = createRecordingTerminal(),
): Promise<ProgramEnding> {
  const code = await runProgram(args, { version: '1.2.3', environment, terminal });
  return { code, stdout: terminal.stdout, stderr: terminal.stderr };
}

/** What a refused command looks like: nothing on standard output, and one sentence. */
export function refusal(sentence: string): ProgramEnding {
  return { code: 2, stdout: '', stderr: `nightdesk: ${sentence}\n` };
}
