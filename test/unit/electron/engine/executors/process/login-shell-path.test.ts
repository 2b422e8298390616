import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveLoginShellPath } from '#engine/executors/process/login-shell-path.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-shell-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A shell whose profile runs `profile` before what it was asked. */
function aShell(profile: string): string {
  const path = join(folder, 'shell');
  writeFileSync(path, `#!/bin/sh\n${profile}\nshift\nexec /bin/sh "$@"\n`);
  chmodSync(path, 0o700);
  return path;
}

describe.skipIf(process.platform === 'win32')("the login shell's PATH", () => {
  it('is found between whatever its profile prints', async () => {
    const SHELL = aShell('PATH=/from/profile:/bin; export PATH; echo "Welcome! PATH=/wrong"');
    expect(await resolveLoginShellPath({ SHELL })).toBe('/from/profile:/bin');
  });

  it('is that of a clean environment, not of ours', async () => {
    const SHELL = aShell(`/usr/bin/env > ${join(folder, 'seen')}; PATH=/p`);
    await resolveLoginShellPath({ SHELL, HOME: '/home/ada', npm_config_x: '1', PATH: '/engine' });
    const seen = readFileSync(join(folder, 'seen'), 'utf8');
    expect(seen).toContain('HOME=/home/ada\n');
    expect(seen).toContain('TERM=dumb\n');
    expect(seen).not.toMatch(/npm_config_x|\/engine/);
  });

  it('does not wait for what the profile leaves running', async () => {
    const SHELL = aShell(`export PATH=/p:/bin; sleep 600 & echo $! > ${join(folder, 'left')}`);
    expect(await resolveLoginShellPath({ SHELL })).toBe('/p:/bin');
    process.kill(Number(readFileSync(join(folder, 'left'), 'utf8')), 'SIGKILL');
  });

  it('is unknown where the shell fails, or is none', async () => {
    expect(await resolveLoginShellPath({ SHELL: aShell('exit 1') })).toBeNull();
    expect(await resolveLoginShellPath({ SHELL: '/no/such/shell' })).toBeNull();
  });

  it('is unknown where the shell never comes to it', async () => {
    expect(await resolveLoginShellPath({ SHELL: aShell('sleep 600') })).toBeNull();
  });
});
