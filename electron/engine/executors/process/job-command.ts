import type { Shell } from '#shared/domain/target.ts';
import { isShell } from '#shared/domain/target.ts';

/** What a target comes down to: a program and its arguments. */
export interface JobCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Windows only: the arguments are already quoted. */
  readonly hasVerbatimArgs: boolean;
}

interface Target {
  readonly target: string;
  readonly args: readonly string[];
  readonly script: string | null;
}

/** The program of an `exec:` target as it is, or the shell of a `shell:` target with its script; `null` for others. */
export function parseJobCommand({ target, args, script }: Target): JobCommand | null {
  const colon = target.indexOf(':');
  const [scheme, name] = [target.slice(0, colon), target.slice(colon + 1)];
  if (name === '') return null;
  if (scheme === 'exec') return { file: name, args, hasVerbatimArgs: false };
  return scheme === 'shell' && isShell(name) ? toShellCommand(name, script ?? '') : null;
}

function toShellCommand(shell: Shell, script: string): JobCommand {
  switch (shell) {
    case 'pwsh':
    case 'powershell': {
      const args = ['-NoProfile', '-NonInteractive', '-Command', script];
      return { file: shell, args, hasVerbatimArgs: false };
    }
    case 'cmd':
      // Everything between the outermost quotes is the script, quotes included.
      return { file: 'cmd.exe', args: ['/d', '/s', '/c', `"${script}"`], hasVerbatimArgs: true };
    default:
      return { file: shell, args: ['-c', script], hasVerbatimArgs: false };
  }
}
