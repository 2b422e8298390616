import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const module = pathToFileURL(path.resolve('electron/server/stop-signals.ts')).href;

/** Says what it hears; ends in order when its standard input is closed. */
const program = `
  import { listenForStopSignals } from '${module}';
  const signals = listenForStopSignals();
  process.on('SIGTERM', () => console.log('heard'));
  process.on('SIGINT', () => console.log('heard'));
  signals.asked.then(() => console.log('asked'));
  process.stdin.on('end', () => process.exit(0)).resume();
  console.log('ready');
`;

let child: ChildProcess;
let lines: AsyncIterator<string>;

beforeEach(async () => {
  const args = ['--input-type=module', '--eval', program];
  child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  expect(await nextLine()).toBe('ready');
});

afterEach(() => {
  child.kill('SIGKILL');
});

async function nextLine(): Promise<unknown> {
  return (await lines.next()).value;
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the first %s asks for an orderly end, a Ctrl-C after it ends at once',
  async (signal) => {
    child.kill(signal);
    expect([await nextLine(), await nextLine()]).toEqual(['heard', 'asked']);
    const exit = once(child, 'exit');
    child.kill('SIGINT');
    expect(await exit).toEqual([130, null]);
  },
);

test('a second SIGTERM does not hurry what is ending', async () => {
  child.kill('SIGTERM');
  expect([await nextLine(), await nextLine()]).toEqual(['heard', 'asked']);
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await nextLine()).toBe('heard');
  child.stdin!.end();
  expect(await exit).toEqual([0, null]);
});
