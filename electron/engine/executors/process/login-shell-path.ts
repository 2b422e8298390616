import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';

const LIMIT_MS = 5_000;
const OUTPUT_LIMIT_CHARACTERS = 1_000_000;

/**
 * The PATH that the user's login shell sets up, which an engine started from a desktop has never seen. `null`
 * if it cannot be found out within five seconds, and on Windows, where there is only one.
 */
export async function resolveLoginShellPath(
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  if (process.platform === 'win32') return null;
  const marker = `nightdesk-${randomUUID()}`;
  const shell = askShell(env, marker);
  const limit = setTimeout(() => endShell(shell), LIMIT_MS);
  const output = await readUntil(shell, marker);
  clearTimeout(limit);
  shell.stdout?.destroy();
  const path = output.split(marker)[1]?.trim() ?? '';
  return path === '' ? null : path;
}

/** The markers tell the PATH from whatever the profile prints. */
function askShell(env: Readonly<Record<string, string | undefined>>, marker: string): ChildProcess {
  const user = userInfo();
  const shell = env['SHELL'] ?? user.shell ?? '/bin/sh';
  return spawn(shell, ['-l', '-c', `printf '%s%s%s' ${marker} "$PATH" ${marker}`], {
    cwd: user.homedir,
    env: {
      HOME: env['HOME'] ?? user.homedir,
      USER: env['USER'] ?? user.username,
      SHELL: shell,
      TERM: 'dumb',
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

/** Does not wait for the output's end: something that the profile left running may hold it open. */
function readUntil(shell: ChildProcess, marker: string): Promise<string> {
  return new Promise((resolve) => {
    let output = '';
    shell.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const isComplete = output.split(marker).length > 2;
      if (isComplete || output.length > OUTPUT_LIMIT_CHARACTERS) resolve(output);
    });
    shell.once('close', () => resolve(output));
    shell.once('error', () => resolve(''));
  });
}

function endShell(shell: ChildProcess): void {
  shell.stdout?.destroy();
  if (shell.pid === undefined || shell.exitCode !== null || shell.signalCode !== null) return;
  try {
    process.kill(-shell.pid, 'SIGKILL');
  } catch {
    return;
  }
}
