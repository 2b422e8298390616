import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isUsableNode } from '#server/example/is-usable-node.ts';

const isWindows = process.platform === 'win32';

test('the Node that this program runs on can run the scripts', async () => {
  expect(await isUsableNode(process.execPath)).toBe(true);
});

test('a path that leads nowhere is no Node', async () => {
  expect(await isUsableNode('/nowhere/bin/node')).toBe(false);
});

describe.skipIf(isWindows)('of the login shell (Windows has none)', () => {
  let folder: string;
  const { SHELL: shell } = process.env;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'nightdesk-shell-'));
  });

  afterEach(() => {
    if (shell === undefined) delete process.env['SHELL'];
    else process.env['SHELL'] = shell;
    rmSync(folder, { recursive: true });
  });

  /** A login shell that answers this, whatever it is asked. */
  function setLoginShell(script: string): void {
    const file = path.join(folder, 'shell');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    process.env['SHELL'] = file;
  }

  test('one of version 18 or newer will do, whatever else the profile prints', async () => {
    setLoginShell('echo Welcome back; echo v18.20.4');
    expect(await isUsableNode('node')).toBe(true);
  });

  test('one that is older will not', async () => {
    setLoginShell('echo v16.20.2');
    expect(await isUsableNode('node')).toBe(false);
  });

  test('one that is only on the PATH of this process is not there for jobs', async () => {
    const { PATH: searchPath = '' } = process.env;
    setLoginShell(`case "$PATH" in *${folder}*) echo v24.0.0;; esac`);
    process.env['PATH'] = `${folder}:${searchPath}`;
    const isUsable = await isUsableNode('node');
    process.env['PATH'] = searchPath;
    expect(isUsable).toBe(false);
  });
});
