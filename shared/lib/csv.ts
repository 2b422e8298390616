export type CsvCell = string | number | boolean | null;

/**
 * One line of a CSV file by RFC 4180, its end included. A text that a spreadsheet would take for a formula begins
 * with an apostrophe instead: it may come from whoever a job speaks with.
 */
export function toCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(toCsvCell).join(',')}\r\n`;
}

const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
const TO_BE_QUOTED = /[",;\r\n\t]|^\s|\s$/;

function toCsvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return TO_BE_QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
