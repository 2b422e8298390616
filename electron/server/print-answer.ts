import type { ProgramHost } from '#server/program-host.ts';

export interface JsonOption {
  readonly json?: true;
}

/** Flag and explanation of the option that every command with an answer has. */
export const JSON_OPTION = ['--json', 'print JSON on one line, for scripts'] as const;

/** Prints an answer: as JSON on one line if that was asked for, else as text for a person. */
export function printAnswer(
  { terminal }: ProgramHost,
  { json }: JsonOption,
  answer: unknown,
  toText: () => string,
): void {
  terminal.print(json === true ? JSON.stringify(answer) : toText());
}
