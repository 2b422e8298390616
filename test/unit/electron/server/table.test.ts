import { expect, test } from 'vitest';
import { formatCard } from '#server/card.ts';
import { formatTable } from '#server/table.ts';

const wide = { width: Infinity, isInteractive: false };

test('columns are aligned, and no line ends in blanks', () => {
  const rows = [
    ['nightly', 'GET', ''],
    ['x', 'POST', 'late'],
  ];
  expect(formatTable(['JOB', 'METHOD', 'NOTE'], rows, wide)).toBe(
    ['JOB      METHOD  NOTE', 'nightly  GET', 'x        POST    late'].join('\n'),
  );
});

test('what is too wide for the terminal is cut in the widest column, visibly', () => {
  const rows = [['nightly', `GET exec:${'x'.repeat(60)}`, 'succeeded']];
  const text = formatTable(['JOB', 'REQUEST', 'STATE'], rows, { ...wide, width: 40 });
  const [header, line] = text.split('\n');
  expect(line).toBe(`nightly  GET exec:${'x'.repeat(10)}…  succeeded`);
  expect(line).toHaveLength(40);
  expect(header).toBe(`JOB      REQUEST${' '.repeat(15)}STATE`);
});

test('where a table says what can be spared, the rest stays whole however narrow the terminal is', () => {
  const titles = ['STATE', 'WHEN', 'REQUEST', 'MESSAGE'];
  const rows = [['succeeded', 'ended 23:06:34 (2m ago)', `GET ${'x'.repeat(60)}`, 'y'.repeat(60)]];
  const spare = ['REQUEST', 'MESSAGE'];
  const at = (width: number) => formatTable(titles, rows, { ...wide, width }, { spare });
  expect(at(60)).toContain('succeeded  ended 23:06:34 (2m ago)  GET x');
  expect(at(60)).toContain('  yy');
  expect(at(50)).toBe(
    [
      'STATE      WHEN                     REQUEST',
      'succeeded  ended 23:06:34 (2m ago)  GET xxxxxxxxx…',
    ].join('\n'),
  );
});

test('a pipe gets every character', () => {
  const request = 'x'.repeat(5_000);
  expect(formatTable(['REQUEST'], [[request]], wide)).toContain(request);
});

test('text from elsewhere cannot steer the terminal or break a line', () => {
  const hostile = 'a\u001B[2Jb\r\nc\u202Ed\u009B0m';
  const shown = 'a\uFFFD[2Jb c\uFFFDd\uFFFD0m';
  expect(formatTable(['MESSAGE'], [[hostile]], wide)).toBe(`MESSAGE\n${shown}`);
  expect(formatCard([['message', hostile]])).toBe(`message  ${shown}`);
});

test('only a terminal with a person before it gets a bold header', () => {
  const table = formatTable(['JOB'], [['a']], { width: 80, isInteractive: true });
  expect(table).toContain('JOB');
  expect(formatTable(['JOB'], [['a']], wide)).toBe('JOB\na');
});

test('a card leaves out what is not there', () => {
  const lines = [
    ['run', 'k7fq-1'] as const,
    ['lineage', null] as const,
    ['state', 'ready'] as const,
  ];
  expect(formatCard(lines)).toBe('run    k7fq-1\nstate  ready');
});
