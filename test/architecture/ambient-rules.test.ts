import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** The rules that `code` would break if it stood in `file`, an existing one: rules go by folder. */
async function brokenRules(file: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  const restrictions = result!.messages.filter(({ ruleId }) =>
    ruleId?.startsWith('no-restricted-'),
  );
  return restrictions.map(({ ruleId }) => ruleId!);
}

const clock = [
  ['asks for the time', 'export const now = Date.now();', 'no-restricted-properties'],
  ['makes a date of now', 'export const now = new Date();', 'no-restricted-syntax'],
  ['prints the date', 'export const now = Date();', 'no-restricted-syntax'],
  ['sets a timer', 'setTimeout(() => {}, 1);', 'no-restricted-globals'],
  ['repeats on a timer', 'setInterval(() => {}, 1);', 'no-restricted-globals'],
  ['waits for the next turn', 'setImmediate(() => {});', 'no-restricted-globals'],
  ['measures a duration', 'export const at = performance.now();', 'no-restricted-globals'],
  ['throws dice', 'export const dice = Math.random();', 'no-restricted-properties'],
] as const;

const surroundings = [
  ['queues a microtask', 'queueMicrotask(() => {});', 'no-restricted-globals'],
  ['asks the network', "void fetch('http://127.0.0.1');", 'no-restricted-globals'],
  ['reads the environment', 'export const env = process.env;', 'no-restricted-globals'],
  ['makes a random id', 'export const id = crypto.randomUUID();', 'no-restricted-globals'],
  ['goes round by globalThis', 'export const env = globalThis.process;', 'no-restricted-globals'],
] as const;

describe.each(['shared/lib/clock.ts', 'electron/engine/core/store.ts'])(
  'code beside %s is refused if it',
  (file) => {
    test.each([...clock, ...surroundings])('%s', async (_, code, rule) => {
      expect(await brokenRules(file, code)).toContain(rule);
    });
  },
);

describe('code in a service is refused if it', () => {
  test.each(clock)('%s', async (_, code, rule) => {
    expect(await brokenRules('electron/engine/service/planner.ts', code)).toContain(rule);
  });

  test('waits by the timers of Node', async () => {
    const code = "export { setTimeout as wait } from 'node:timers/promises';";
    const broken = await brokenRules('electron/engine/service/planner.ts', code);
    expect(broken).toContain('no-restricted-imports');
  });
});

test('a date made of a number is no ambient time', async () => {
  const code = 'export const start = new Date(0);';
  expect(await brokenRules('electron/engine/core/store.ts', code)).toEqual([]);
});

test('nothing in the engine opens SQLite by a second driver', async () => {
  const code = "export { DatabaseSync } from 'node:sqlite';";
  const broken = await brokenRules('electron/engine/core/store.ts', code);
  expect(broken).toContain('no-restricted-imports');
});

test('the store touches no file but through SQLite', async () => {
  const code = "export { copyFile } from 'node:fs/promises';";
  const broken = await brokenRules('electron/engine/store/open-database.ts', code);
  expect(broken).toContain('no-restricted-imports');
});

test('a class that is no error is refused', async () => {
  const file = 'electron/engine/core/store.ts';
  expect(await brokenRules(file, 'export class Planner {}')).toEqual(['no-restricted-syntax']);
  expect(await brokenRules(file, 'export class LostRun extends Error {}')).toEqual([]);
});
