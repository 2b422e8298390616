import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statesPage } from '#test/support/states-page.ts';

test('docs/states.md is what the state tables say', async () => {
  const file = join(import.meta.dirname, '../../../../docs/states.md');
  expect(readFileSync(file, 'utf8')).toBe(await statesPage());
});
