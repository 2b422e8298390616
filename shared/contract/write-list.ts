import type { CsvForm } from '#shared/contract/list-columns.ts';

export const LIST_FORMATS = ['csv', 'json'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** Pages of a list, and how its rows are written as CSV. */
export interface ListPages<Row> {
  readonly csv: CsvForm<Row>;
  readonly pages: () => AsyncIterable<readonly Row[]>;
}

/** The text of a whole list, in parts: nothing is ever put together that is larger than a page. */
export async function* writeList<Row>(
  { csv, pages }: ListPages<Row>,
  format: ListFormat,
): AsyncGenerator<{ readonly text: string; readonly rowCount: number }> {
  let rowCount = 0;
  yield { text: format === 'csv' ? csv.header : '[', rowCount };
  for await (const rows of pages()) {
    const before = rowCount;
    const line = (row: Row, index: number) =>
      format === 'csv' ? csv.line(row) : jsonLine(row, before + index === 0);
    rowCount += rows.length;
    yield { text: rows.map(line).join(''), rowCount };
  }
  if (format === 'json') yield { text: '\n]\n', rowCount };
}

function jsonLine(row: unknown, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n${JSON.stringify(row)}`;
}
