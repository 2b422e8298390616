import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const module = pathToFileURL(path.resolve('electron/server/stop-signals.ts')).href;

/** Ends itself two ways only: in order by closing its standard input, or as the signals say. */
const program = `
  import { listenForStopSignals } from '${module}';
  const signals = listenForStopSignals();
  signals.asked.then(() => console.log('asked'));
  process.stdin.on('end', () => signals.close()).resume();
  console.log('ready');
`;

let child: ReturnType<typeof start>;

function start() {
  const args = ['--input-type=module', '--eval', program];
  return spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

async function printed(): Promise<string> {
  const [data] = (await once(child.stdout, 'data')) as [Buffer];
  return data.toString().trim();
}

afterEach(() => {
  child.kill('SIGKILL');
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  'the first %s asks for an orderly end, a Ctrl-C after it ends at once',
  async (signal) => {
    child = start();
    expect(await printed()).toBe('ready');
    child.kill(signal);
    expect(await printed()).toBe('asked');
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  },
);

test('a second SIGTERM does not hurry what is ending', async () => {
  child = start();
  expect(await printed()).toBe('ready');
  child.kill('SIGTERM');
  expect(await printed()).toBe('asked');
  child.kill('SIGTERM');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
