import type { ListPages } from '#shared/contract/write-list.ts';

/** A list that is taken elsewhere, as a whole. */
export interface ListSource<Row> extends ListPages<Row> {
  /** What it is called in the name of the file. */
  readonly name: string;
}

/** Of a list that is there as a whole. */
export async function* inOnePage<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield Promise.resolve(rows);
}
