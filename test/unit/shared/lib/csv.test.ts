import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsvLine } from '#shared/lib/csv.ts';

test.each([
  [['a', 'b'], 'a,b'],
  [['a,b', 'say "no"'], '"a,b","say ""no"""'],
  [['two\nlines'], '"two\nlines"'],
  [[null, 7, -7, true], ',7,-7,true'],
  [['=1+1'], "'=1+1"],
  [['-rf /', '+49', '@home'], "'-rf /,'+49,'@home"],
  [['\t=1', ' =1'], '"\'\t=1",\' =1'],
])('%j is written as %j', (cells, line) => {
  expect(toCsvLine(cells)).toBe(`${line}\r\n`);
});

test('whatever stands in a cell, it is one cell, and begins like no formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
      const read = readCsvLine(toCsvLine(cells));
      expect(read.map((cell) => cell.replace(/^'/, ''))).toEqual(
        cells.map((cell) => cell.replace(/^'/, '')),
      );
      for (const cell of read) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    }),
  );
});

/** As RFC 4180 says. */
function readCsvLine(line: string): readonly string[] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|\r\n$)/gy;
  return Array.from(line.matchAll(cell), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
