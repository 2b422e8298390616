import { styleText } from 'node:util';
import { printable, truncated, widthOf } from '#server/printable.ts';
import type { Terminal } from '#server/terminal.ts';

const GAP = '  ';
/** No column is squeezed below this. */
const NARROWEST = 8;

/** Aligned columns without borders; what does not fit the terminal is cut where most can be spared. */
export function formatTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  { width, isInteractive }: Pick<Terminal, 'width' | 'isInteractive'>,
): string {
  const cells = rows.map((row) => row.map(printable));
  const natural = titles.map((title, column) =>
    Math.max(widthOf(title), ...cells.map((row) => widthOf(row[column] ?? ''))),
  );
  const widths = fitted(natural, width);
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

/** Takes from the widest column, one by one, until the line fits or nothing is left to take. */
function fitted(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  const lineWidth = () => widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
  while (lineWidth() > available) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] ?? 0;
    if (width <= NARROWEST) break;
    widths[widest] = width - 1;
  }
  return widths;
}
