import type { CsvForm } from '#shared/contract/list-columns.ts';
import type { ListFormat } from '#shared/contract/write-list.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { ProgramHost } from '#server/program-host.ts';

export interface JsonOption {
  readonly json?: true;
}

/** Flag and explanation of the option that every command with an answer has. */
export const JSON_OPTION = ['--json', 'print JSON on one line, for scripts'] as const;

/** Flag and explanation of the option that a command with a list has. */
export const CSV_OPTION = ['--csv', 'print CSV with a header, for spreadsheets'] as const;

export interface CsvOption extends JsonOption {
  readonly csv?: true;
}

/** Which of the two was asked for; not both. */
export function listFormatOf({ csv, json }: CsvOption): ListFormat {
  if (csv !== true || json !== true) return csv === true ? 'csv' : 'json';
  throw new Refusal('invalid_input', 'choose one of --csv and --json');
}

/** Prints a list: as JSON, as CSV, or as text for a person. */
export function printList<Row>(
  host: ProgramHost,
  { csv, ...options }: CsvOption,
  list: { readonly rows: readonly Row[]; readonly form: CsvForm<Row> },
  toText: () => string,
): void {
  const { rows, form } = list;
  if (csv !== true) {
    printAnswer(host, options, rows, toText);
    return;
  }
  listFormatOf({ csv, ...options });
  host.terminal.print([form.header, ...rows.map(form.line)].join('').trimEnd());
}

/** Prints an answer: as JSON on one line if that was asked for, else as text for a person. */
export function printAnswer(
  { terminal }: ProgramHost,
  { json }: JsonOption,
  answer: unknown,
  toText: () => string,
): void {
  terminal.print(json === true ? JSON.stringify(answer) : toText());
}
