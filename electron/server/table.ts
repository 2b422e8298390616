import { styleText } from 'node:util';
import { printable, truncated, widthOf } from '#server/printable.ts';
import type { Terminal } from '#server/terminal.ts';

const GAP = '  ';
/** No column is squeezed below this. */
const NARROWEST = 8;

export interface TableOptions {
  /**
   * The columns that a narrow terminal shortens, and leaves out from the last one on, by their titles; every
   * other stays whole. Each may be shortened, and none is left out, if it is not said.
   */
  readonly spare?: readonly string[];
}

/** Aligned columns without borders; what does not fit the terminal is cut where most can be spared. */
export function formatTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  terminal: Pick<Terminal, 'width' | 'isInteractive'>,
  { spare = [] }: TableOptions = {},
): string {
  const { width, isInteractive } = terminal;
  const cells = rows.map((row) => row.map(printable));
  const natural = titles.map((title, column) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[column] ?? ''))),
  );
  const isSpare = titles.map((title) => spare.length === 0 || spare.includes(title));
  const widths = fitted(natural, isSpare, width);
  const last = spare.length > 1 && lineWidth(widths) > width ? spare.at(-1) : undefined;
  if (last !== undefined) return withoutColumn(titles, rows, terminal, spare, last);
  const header = toLine(titles, widths);
  const lines = cells.map((row) => toLine(row, widths));
  return [isInteractive ? styleText('bold', header) : header, ...lines].join('\n');
}

function toLine(cells: readonly string[], widths: readonly number[]): string {
  const padded = widths.map((width, column) => {
    const text = truncated(cells[column] ?? '', width);
    return text + ' '.repeat(width - widthOf(text));
  });
  return padded.join(GAP).trimEnd();
}

/** The same table with one column less. */
function withoutColumn(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  terminal: Pick<Terminal, 'width' | 'isInteractive'>,
  spare: readonly string[],
  title: string,
): string {
  const isKept = (_cell: string, column: number) => titles[column] !== title;
  const keptRows = rows.map((row) => row.filter(isKept));
  return formatTable(titles.filter(isKept), keptRows, terminal, { spare: spare.slice(0, -1) });
}

/** Takes from the widest spare column, one by one, until the line fits or nothing is left to take. */
function fitted(
  natural: readonly number[],
  isSpare: readonly boolean[],
  available: number,
): readonly number[] {
  const widths = [...natural];
  while (lineWidth(widths) > available) {
    const spares = widths.map((width, column) => (isSpare[column] === true ? width : 0));
    const widest = spares.indexOf(Math.max(...spares));
    const width = spares[widest] ?? 0;
    if (width <= NARROWEST) break;
    widths[widest] = width - 1;
  }
  return widths;
}

function lineWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
}
