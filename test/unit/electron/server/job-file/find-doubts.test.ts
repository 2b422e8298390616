import path from 'node:path';
import { expect, test } from 'vitest';
import { findDoubts } from '#server/job-file/find-doubts.ts';
import { aRevision } from '#test/support/a-run.ts';

const searchPath = path.dirname(process.execPath);
const doubtsAbout = (target: string, cwd: string | null = null) =>
  findDoubts(aRevision({ target, cwd }).definition, 'jobs[0]', searchPath);

test('a program and a folder that are there raise no doubt', () => {
  expect(doubtsAbout(`exec:${process.execPath}`, searchPath)).toEqual([]);
  expect(doubtsAbout('builtin:noop')).toEqual([]);
});

test.runIf(process.platform !== 'win32')('a program that is found nowhere raises one', () => {
  expect(doubtsAbout('exec:node')).toEqual([]);
  expect(doubtsAbout('exec:nosuchprog')).toMatchObject([
    { place: 'jobs[0].target', message: expect.stringContaining('nosuchprog') as string },
  ]);
  expect(doubtsAbout('exec:~/x.sh')).toMatchObject([
    { message: "~/x.sh is not expanded: write the program's whole path" },
  ]);
});

test('a working folder that is not there raises one', () => {
  expect(doubtsAbout('builtin:noop', '/nonexistent/place')).toEqual([
    { place: 'jobs[0].cwd', message: 'the folder /nonexistent/place does not exist' },
  ]);
});
