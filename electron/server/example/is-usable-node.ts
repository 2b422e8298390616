import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

const OLDEST_MAJOR = 18;
const PATIENCE_MS = 5_000;

/** Whether a Node that jobs name, by its path or to be found on the PATH of the login shell, can run the scripts. */
export async function isUsableNode(program: string): Promise<boolean> {
  try {
    const { stdout } = await (program === 'node' ? askForNode() : ask(program, ['--version']));
    const major = /^v(\d+)\./m.exec(stdout)?.[1];
    return major !== undefined && Number(major) >= OLDEST_MAJOR;
  } catch {
    return false;
  }
}

/**
 * The login shell is told nothing of this process's PATH: what npm put there while it started the program is
 * not there for jobs.
 */
function askForNode() {
  if (process.platform === 'win32') return ask('node', ['--version']);
  const { homedir, shell, username } = userInfo();
  const login = process.env['SHELL'] ?? shell ?? '/bin/sh';
  const env = { HOME: process.env['HOME'] ?? homedir, USER: username, SHELL: login, TERM: 'dumb' };
  return ask(login, ['-l', '-c', 'node --version'], env);
}

function ask(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  return run(program, args, { env, encoding: 'utf8', timeout: PATIENCE_MS });
}
