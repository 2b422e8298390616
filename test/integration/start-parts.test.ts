import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isStale } from '#server/start/build-if-stale.ts';
import { findElectron } from '#server/start/find-electron.ts';
import { runElectron } from '#server/start/run-electron.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
let said: string[];
const say = (line: string) => void said.push(line);

beforeEach(() => {
  folder = makeTemporaryFolder();
  said = [];
});

afterEach(() => {
  folder.remove();
});

function write(file: string, text: string, at: number): void {
  const whole = path.join(folder.path, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, text);
  age(file, at);
}

/** Seconds since the epoch. */
const age = (file: string, at: number) => utimesSync(path.join(folder.path, file), at, at);

function ageFolders(at: number): void {
  for (const name of ['renderer/app', 'renderer', 'electron', 'shared']) age(name, at);
}

describe('a build', () => {
  beforeEach(() => {
    for (const name of [
      'renderer/app/main.tsx',
      'electron/a.ts',
      'shared/a.ts',
      'vite.config.ts',
    ]) {
      write(name, '', 1_000);
    }
    write('out/renderer/index.html', '', 2_000);
    ageFolders(1_000);
  });

  test('that is newer than its sources is used again', () => {
    expect(isStale(folder.path)).toBe(false);
  });

  test('that is not there is made', () => {
    rmSync(path.join(folder.path, 'out'), { recursive: true });
    expect(isStale(folder.path)).toBe(true);
  });

  test.each(['renderer/app/main.tsx', 'electron/a.ts', 'shared/a.ts', 'vite.config.ts'])(
    'is made again after a change of %s',
    (name) => {
      age(name, 3_000);
      expect(isStale(folder.path)).toBe(true);
    },
  );

  test('is made again after a source was removed', () => {
    rmSync(path.join(folder.path, 'renderer/app/main.tsx'));
    expect(isStale(folder.path)).toBe(true);
  });
});

/** Stands in for the package's own installer, and ends as that one does. */
const INSTALLER = `
const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
mkdirSync(join(__dirname, 'dist'));
writeFileSync(join(__dirname, 'dist', 'electron'), '');
writeFileSync(join(__dirname, 'path.txt'), 'electron');
`;

describe("Electron's runtime", () => {
  test('is downloaded at the first start, which is said, and found at the second', async () => {
    writeFileSync(path.join(folder.path, 'install.js'), INSTALLER);
    const executable = path.join(folder.path, 'dist', 'electron');
    expect(await findElectron(folder.path, say)).toBe(executable);
    expect(said).toHaveLength(1);
    expect(await findElectron(folder.path, say)).toBe(executable);
    expect(said).toHaveLength(1);
  });

  test('is missing where it cannot be downloaded, or the package is not installed', async () => {
    expect(await findElectron(path.join(folder.path, 'nowhere'), say)).toBe(null);
    writeFileSync(path.join(folder.path, 'install.js'), 'process.exit(1)');
    expect(await findElectron(folder.path, say)).toBe(null);
  });

  test('is missing where only its note is left', async () => {
    writeFileSync(path.join(folder.path, 'install.js'), 'process.exit(0)');
    writeFileSync(path.join(folder.path, 'path.txt'), 'electron');
    expect(await findElectron(folder.path, say)).toBe(null);
  });
});

describe('the desktop application', () => {
  const run = (script: string) => runElectron(process.execPath, ['-e', script]);

  test('ends with the code that it ends with', async () => {
    expect(await run('process.exit(0)')).toBe(0);
  });

  test('that fails at once has never been up', async () => {
    expect(await run('process.exit(127)')).toBe(null);
    expect(await runElectron(path.join(folder.path, 'nothing'), [])).toBe(null);
  });

  test('is told which Node started it', async () => {
    const file = path.join(folder.path, 'node.txt');
    const script = `require('fs').writeFileSync(${JSON.stringify(file)}, process.env.NIGHTDESK_NODE)`;
    expect(await run(script)).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(process.execPath);
  });
});

test('`npm start -- --help` says what there is, and builds and starts nothing', () => {
  const start = path.resolve(import.meta.dirname, '../../electron/server/start/start.mjs');
  const help = execFileSync(process.execPath, [start, '--help'], { encoding: 'utf8' });
  expect(help).toMatch(/^Usage: npm start --/);
  expect(help).toContain('--browser');
});
