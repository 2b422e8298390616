import { describe, expect, it } from 'vitest';
import { parseJobCommand } from '#engine/executors/process/job-command.ts';

const nothing = { args: [], script: null };

describe('the command of a job', () => {
  it('is the program of an exec target with its arguments as they are', () => {
    expect(
      parseJobCommand({ ...nothing, target: 'exec:/opt/a:b/tool', args: ['--x', '$HOME'] }),
    ).toEqual({ file: '/opt/a:b/tool', args: ['--x', '$HOME'], hasVerbatimArgs: false });
  });

  it.each([
    ['sh', 'sh', ['-c', 'echo hi']],
    ['fish', 'fish', ['-c', 'echo hi']],
    ['pwsh', 'pwsh', ['-NoProfile', '-NonInteractive', '-Command', 'echo hi']],
    ['cmd', 'cmd.exe', ['/d', '/s', '/c', '"echo hi"']],
  ])('hands a script to %s the way that shell takes it', (shell, file, args) => {
    const target = `shell:${shell}`;
    expect(parseJobCommand({ ...nothing, target, script: 'echo hi' })).toMatchObject({
      file,
      args,
    });
  });

  it.each(['shell:tcl', 'shell:/bin/sh', 'shell:', 'exec:', 'builtin:noop', 'https://x'])(
    'is none for %s',
    (target) => {
      expect(parseJobCommand({ ...nothing, target })).toBeNull();
    },
  );
});
