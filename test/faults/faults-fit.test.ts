import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ENGINE_FAULTS } from '#test/faults/engine-faults.ts';
import { breakSource } from '#test/faults/fault.ts';
import { RULE_FAULTS } from '#test/faults/rule-faults.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

test('every fault fits exactly one place of its source', () => {
  const faults = [...ENGINE_FAULTS, ...RULE_FAULTS];
  const misfits = faults.flatMap((fault) => {
    try {
      breakSource(fault, read(fault.file));
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
  expect(misfits).toEqual([]);
});

test('a fault that no longer fits its source is refused', () => {
  const fault = { breaks: 'nothing', file: 'a.ts', text: 'x', brokenText: 'y' };
  expect(breakSource(fault, 'a x b')).toBe('a y b');
  expect(() => breakSource(fault, 'x x')).toThrow('fits 2 places of a.ts');
  expect(() => breakSource(fault, 'z')).toThrow('fits 0 places of a.ts');
});

test('every rule has exactly one test that is named after it', () => {
  const untested = RULE_FAULTS.filter(
    ({ testFile, testName }) =>
      titlesIn(testFile).filter((title) => isTitle(title, testName)).length !== 1,
  );
  expect(untested.map(({ testName }) => testName)).toEqual([]);
});

test('every test of the rules of the scheduler has a fault that it was seen to find', () => {
  const folder = 'test/integration/semantics';
  const unproved = readdirSync(path.join(root, folder)).flatMap((name) => {
    const faults = RULE_FAULTS.filter(({ testFile }) => testFile === `${folder}/${name}`);
    return titlesIn(`${folder}/${name}`)
      .filter((title) => !faults.some(({ testName }) => isTitle(title, testName)))
      .map((title) => `${name}: ${title}`);
  });
  expect(unproved).toEqual([]);
});

/** The titles of a file's tests as they are written, with their placeholders. */
function titlesIn(file: string): readonly string[] {
  const written = /^ *test(?:\.each\(.*?\))?\(\s*(['"`])(.*?)\1,/gms;
  const loose = /^\s*'([^'\n]{8,})',\n\s*async/gm;
  const source = read(file);
  const titles = [...source.matchAll(written)].map((match) => match[2] ?? '');
  return [...new Set([...titles, ...[...source.matchAll(loose)].map((match) => match[1] ?? '')])];
}

function isTitle(title: string, testName: string): boolean {
  const start = title.split('%')[0] ?? '';
  return (
    title.startsWith(testName) ||
    (start.length >= 7 && title.includes('%') && testName.startsWith(start))
  );
}
