import { expect, test } from 'vitest';
import { startHelp } from '#server/start/start-help.ts';
import { createRecordingTerminal } from '#test/support/recording-terminal.ts';

const host = {
  ...{ version: '1.2.3', environment: {}, terminal: createRecordingTerminal() },
  endWith: () => undefined,
};

test('the help of `npm start` lists its own options and those that it hands on', () => {
  const listed = Array.from(startHelp(host).matchAll(/^ {2}(--[a-z-]+)/gm), ([, name]) => name);
  expect(listed.toSorted()).toEqual([
    '--browser',
    '--data',
    '--example',
    '--help',
    '--jobs',
    '--keep-backups',
    '--no-http',
    '--port',
    '--workers',
  ]);
});
