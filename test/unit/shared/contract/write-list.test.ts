import { expect, test } from 'vitest';
import { CSV_OF_RUNS } from '#shared/contract/list-columns.ts';
import { readRunPages } from '#shared/contract/run-pages.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { ListFormat } from '#shared/contract/write-list.ts';
import { writeList } from '#shared/contract/write-list.ts';
import { aRunView } from '#test/support/a-run-view.ts';

async function textOf(pages: readonly (readonly Run[])[], format: ListFormat): Promise<string> {
  const source = { csv: CSV_OF_RUNS, pages: () => ReadableStream.from(pages) };
  let all = '';
  for await (const { text } of writeList(source, format)) all += text;
  return all;
}

const run = (id: string, message: string | null = null) => aRunView({ id, message });

test('a list is written as JSON, whatever its pages', async () => {
  const pages = [[run('k7fq-3'), run('k7fq-2')], [run('k7fq-1')], []];
  expect(JSON.parse(await textOf(pages, 'json'))).toEqual(pages.flat());
  expect(JSON.parse(await textOf([[]], 'json'))).toEqual([]);
});

test('a list is written as CSV: a header, a line a row, and no formula of whoever wrote a message', async () => {
  const text = await textOf([[run('k7fq-2', '=HYPERLINK("http://x")')], [run('k7fq-1')]], 'csv');
  const [header, first, second, rest] = text.split('\r\n');
  expect(header).toMatch(/^run,job,state,method,request,/);
  expect(first).toMatch(/^k7fq-2,.*"'=HYPERLINK\(""http:\/\/x""\)"/);
  expect([second?.split(',')[0], rest]).toEqual(['k7fq-1', '']);
});

test('every page is asked for, until one is not full', async () => {
  const all = Array.from({ length: 2_500 }, (_, index) => run(`k7fq-${2_500 - index}`));
  const asked: unknown[] = [];
  const list = (query: { limit: number; before?: string | undefined }) => {
    asked.push(query);
    const from =
      query.before === undefined ? 0 : all.findIndex(({ id }) => id === query.before) + 1;
    return Promise.resolve({ runs: all.slice(from, from + query.limit) });
  };
  const read: Run[] = [];
  for await (const page of readRunPages(list, { job: 'mail' })) read.push(...page);
  expect(read).toEqual(all);
  expect(asked).toMatchObject([{ job: 'mail' }, { before: 'k7fq-1501' }, { before: 'k7fq-501' }]);
});
