import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { parseProcStat } from '#engine/executors/process/proc-stat.ts';
import { bootId, identityOf, isStillThere } from '#engine/executors/process/process-identity.ts';

describe('the identity of a process', () => {
  it('is read past a program name that looks like the rest of the line', () => {
    const fields = Array.from({ length: 30 }, (_, index) => String(index + 100)).join(' ');
    expect(parseProcStat(`17 (a) R 1 (b) S 4 55 ${fields}`)).toEqual({
      state: 'S',
      groupId: 55,
      startTime: '116',
    });
    expect(parseProcStat('')).toBeNull();
  });

  it.runIf(process.platform === 'linux')('holds as long as the process does', async () => {
    const child = spawn('sleep', ['600']);
    const identity = identityOf(child.pid!);
    expect(isStillThere(identity)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isStillThere(identity)).toBe(false);
  });

  it('is another one after the machine was started anew, and none where anything is unknown', () => {
    const identity = identityOf(process.pid);
    expect(isStillThere({ ...identity, bootId: 'another' })).toBe(false);
    expect(isStillThere({ ...identity, bootId: null })).toBe(false);
    expect(isStillThere({ ...identity, startTime: null })).toBe(false);
    expect(isStillThere({ ...identity, startTime: '1' })).toBe(false);
  });

  it.runIf(process.platform === 'linux')('names the present start of the machine', () => {
    expect(bootId()).toMatch(/^[0-9a-f-]{36}$/);
  });
});
