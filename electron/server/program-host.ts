import type { Terminal } from '#server/terminal.ts';

/** 0: done. 1: the run that was waited for did not succeed, or a test of `doctor` failed. 2: refused. */
export type ExitCode = 0 | 1 | 2;

/** What the program is given by the process it runs in. */
export interface ProgramSurroundings {
  /** Nightdesk's own version. */
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

/** What every command gets. */
export interface ProgramHost extends ProgramSurroundings {
  /** Decides how the program ends once the command is done; 0 unless it is called. */
  endWith(code: ExitCode): void;
}
