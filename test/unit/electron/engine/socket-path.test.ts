import { chmodSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { socketPathOf } from '#engine/socket-path.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'nd-')));
const farAway = join(root, 'very-long-name-of-a-folder/'.repeat(5));
const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  rmSync(root, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('the socket of a data folder', () => {
  it('lies in the data folder', () => {
    expect(socketPathOf('/srv/nightdesk', 'keeper')).toBe('/srv/nightdesk/keeper.sock');
  });

  it('lies in a folder of ours under the temporary folder where its path were too long', () => {
    const path = socketPathOf(farAway, 'keeper');
    made.push(dirname(path));
    expect(path.startsWith(tmpdir())).toBe(true);
    expect(Buffer.byteLength(path)).toBeLessThan(100);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(socketPathOf(farAway, 'keeper')).toBe(path);
    expect(dirname(socketPathOf(`${farAway}x`, 'keeper'))).not.toBe(dirname(path));
    made.push(dirname(socketPathOf(`${farAway}x`, 'keeper')));
  });

  it('never lies in a folder that others can reach', () => {
    const folder = dirname(socketPathOf(farAway, 'keeper'));
    made.push(folder);
    chmodSync(folder, 0o755);
    expect(() => socketPathOf(farAway, 'keeper')).toThrow('others than its owner');
  });
});
