import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDesktopMemory } from '#main/desktop-memory.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

function makeFile(content?: string): string {
  const folder = makeTemporaryFolder();
  onTestFinished(folder.remove);
  const file = path.join(folder.path, 'desktop.json');
  if (content !== undefined) writeFileSync(file, content);
  return file;
}

const nothing = { bounds: null, isMaximized: false, onClose: null };

test('what was changed is there at the next start, and nothing half written lies about', () => {
  const file = makeFile();
  openDesktopMemory(file).change({ onClose: 'keep' });
  expect(openDesktopMemory(file).read()).toEqual({ ...nothing, onClose: 'keep' });
  expect(readdirSync(path.dirname(file))).toEqual(['desktop.json']);
});

test.each(['', '{', '[]', 'null'])('a file that holds %j counts as none', (content) => {
  expect(openDesktopMemory(makeFile(content)).read()).toEqual(nothing);
});

test('of a file with one wrong value the others are kept', () => {
  const file = makeFile(JSON.stringify({ onClose: 'quit', bounds: { x: 'left' }, isMaximized: 1 }));
  expect(openDesktopMemory(file).read()).toEqual({ ...nothing, onClose: 'quit' });
});

test('where it cannot be written the application goes on without', () => {
  const memory = openDesktopMemory(path.join(makeFile('{}'), 'below-a-file.json'));
  memory.change({ onClose: 'quit' });
  expect(memory.read().onClose).toBe('quit');
});
