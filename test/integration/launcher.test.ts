import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseRuntime } from '#server/choose-runtime.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
};

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly complaint: string;
}

function start(node: string, launcher: string, ...args: readonly string[]): ChildProcess {
  return spawn(node, [launcher, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function end(child: ChildProcess): Promise<Ending> {
  let output = '';
  let complaint = '';
  child.stdout!.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr!.on('data', (data: Buffer) => (complaint += data.toString()));
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, output, complaint };
}

/** A Node on the PATH that cannot run the program, as many machines have it; null if there is none. */
function findOldNode(): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const candidates = folders.map((folder) => path.join(folder, 'node')).filter(existsSync);
  const isOld = (node: string) => {
    const found = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    return chooseRuntime(found, null).kind === 'none';
  };
  return candidates.find(isOld) ?? null;
}

const oldNode = findOldNode();

test('`nightdesk --version` prints the version of the package', async () => {
  const launcher = path.join(root, 'electron/server/launcher.mjs');
  const { code, output, complaint } = await end(start(process.execPath, launcher, '--version'));
  expect({ code, output: output.trim(), complaint }).toEqual({
    code: 0,
    output: version,
    complaint: '',
  });
});

describe('in a folder with a program of its own', () => {
  let folder: string;
  let launcher: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'nightdesk-launcher-'));
    launcher = path.join(folder, 'electron/server/launcher.mjs');
    for (const name of ['electron/server', 'out', 'node_modules']) {
      mkdirSync(path.join(folder, name), { recursive: true });
    }
    for (const name of ['launcher.mjs', 'choose-runtime.mjs']) {
      copyFileSync(
        path.join(root, 'electron/server', name),
        path.join(path.dirname(launcher), name),
      );
    }
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function writeSource(code: string): void {
    writeFileSync(path.join(folder, 'electron/server/nightdesk.ts'), code);
  }

  function installBundledNode(): void {
    const bundled = path.join(folder, 'node_modules/node');
    mkdirSync(path.join(bundled, 'bin'), { recursive: true });
    writeFileSync(
      path.join(bundled, 'package.json'),
      JSON.stringify({ name: 'node', version: process.versions.node }),
    );
    symlinkSync(process.execPath, path.join(bundled, 'bin/node'));
  }

  test('the sources of a checkout are run as they are, without a warning', async () => {
    writeSource(
      'const words: readonly string[] = process.argv.slice(2); console.log(words.join());',
    );
    const { output, complaint } = await end(start(process.execPath, launcher, 'list', '--json'));
    expect({ output, complaint }).toEqual({ output: 'list,--json\n', complaint: '' });
  });

  test('an installed package without sources runs its bundle', async () => {
    writeFileSync(path.join(folder, 'out/nightdesk.js'), "console.log('bundle');");
    const { output, complaint } = await end(start(process.execPath, launcher));
    expect({ output, complaint }).toEqual({ output: 'bundle\n', complaint: '' });
  });

  describe.skipIf(oldNode === null)('under an old Node (skipped where the PATH has none)', () => {
    test('the program runs on the bundled one', async () => {
      installBundledNode();
      writeSource('const node: string = process.version; console.log(node, process.argv[2]);');
      const { code, output } = await end(start(oldNode!, launcher, 'status'));
      expect({ code, output }).toEqual({ code: 0, output: `${process.version} status\n` });
    });

    test('the exit code of the program is passed on', async () => {
      installBundledNode();
      writeSource('process.exitCode = 3;');
      expect(await end(start(oldNode!, launcher))).toMatchObject({ code: 3, signal: null });
    });

    test('a program that a signal ended is seen to end by that signal', async () => {
      installBundledNode();
      writeSource("process.kill(process.pid, 'SIGKILL');");
      expect(await end(start(oldNode!, launcher))).toMatchObject({ signal: 'SIGKILL' });
    });

    test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
      '%s reaches the program',
      async (signal) => {
        installBundledNode();
        writeSource(`
        const alive = setInterval(() => {}, 1000);
        process.on('${signal}', () => {
          console.log('asked to stop');
          clearInterval(alive);
        });
        console.log('ready');
      `);
        const child = start(oldNode!, launcher);
        const ending = end(child);
        await once(child.stdout!, 'data');
        child.kill(signal);
        expect(await ending).toMatchObject({ code: 0, output: 'ready\nasked to stop\n' });
      },
    );

    test('and without a bundled one it refuses with one sentence', async () => {
      writeSource('');
      const { code, output, complaint } = await end(start(oldNode!, launcher));
      expect({ code, output }).toEqual({ code: 2, output: '' });
      expect(complaint).toMatch(/^Nightdesk needs Node 22\.19 or newer; this is v[^\n]+\n$/);
    });
  });
});
