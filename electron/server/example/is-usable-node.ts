import { execFileSync } from 'node:child_process';

const OLDEST_MAJOR = 18;
const PATIENCE_MS = 10_000;

/** Whether a Node that jobs name, by its path or to be found on the PATH of the login shell, can run the scripts. */
export function isUsableNode(program: string): boolean {
  try {
    const version = program === 'node' ? askLoginShell() : ask(program, ['--version']);
    const major = /^v(\d+)\./m.exec(version)?.[1];
    return major !== undefined && Number(major) >= OLDEST_MAJOR;
  } catch {
    return false;
  }
}

function askLoginShell(): string {
  if (process.platform === 'win32') return ask('node', ['--version']);
  return ask(process.env['SHELL'] ?? '/bin/sh', ['-lc', 'node --version']);
}

function ask(program: string, args: readonly string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: PATIENCE_MS,
  });
}
