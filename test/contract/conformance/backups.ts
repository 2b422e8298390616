import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { commandId } from '#test/contract/conformance/instance-under-test.ts';

export function describeBackups(instance: InstanceUnderTest): void {
  describe('is backed up', () => {
    test('a backup is made once, read through, told of, and listed with who asked and why', async () => {
      const { client, engine } = instance;
      const request = { commandId: commandId(), reason: 'before the move' };
      const [first, second] = await Promise.all([
        client.backups.make(request),
        client.backups.make(request),
      ]);
      expect(second).toEqual(first);
      expect(await client.backups.make(request)).toEqual(first);
      const { backup } = first;
      const note = { kind: 'by_hand', by: engine.actorName, reason: 'before the move' };
      expect(backup).toMatchObject({ note, contents: { jobCount: engine.definitions.length } });
      const list = await client.backups.list();
      expect(list).toMatchObject({ backups: [{ name: backup.name, note }], failure: null });
      expect(statSync(join(list.folder, backup.name)).size).toBe(backup.sizeBytes);
    });
  });
}
