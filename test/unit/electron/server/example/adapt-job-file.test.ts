import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import {
  readMailPort,
  readNodePrograms,
  withMailPort,
  withNodeProgram,
} from '#server/example/adapt-job-file.ts';

const delivered = readFileSync(
  path.resolve(import.meta.dirname, '../../../../../electron/server/example/jobs.yaml'),
  'utf8',
);

test('the job file is delivered with the port that is used if it is free', () => {
  expect(readMailPort(delivered)).toBe(48_025);
});

test('another port replaces the old one wherever it stands, and is found again', () => {
  const text = withMailPort(delivered, 50_123);
  expect(text).not.toContain('48025');
  expect(text.match(/50123/g)).toHaveLength(delivered.match(/48025/g)!.length);
  expect(readMailPort(text)).toBe(50_123);
});

test('the port that was asked for changes nothing in the file', () => {
  expect(withMailPort(delivered, 48_025)).toBe(delivered);
});

test('a job file without a mail service is left as it is', () => {
  const text = 'jobs:\n  - name: other\n    target: http://10.0.0.1:80/\n';
  expect(withMailPort(text, 50_123)).toBe(text);
});

test('every job that names a Node gets the one that takes its place', () => {
  const text = withNodeProgram(delivered, 'node', '/opt/my node/bin/node');
  expect(text).not.toMatch(/exec:node$/m);
  expect(text.match(/target: exec:\/opt\/my node\/bin\/node$/gm)).toHaveLength(3);
});

test('the Node that took a place is found again, on Windows too', () => {
  expect(readNodePrograms(delivered)).toEqual(['node']);
  for (const program of ['/opt/my node/bin/node', 'C:\\Program Files\\nodejs\\node.exe']) {
    const text = withNodeProgram(delivered, 'node', program);
    expect(readNodePrograms(text)).toEqual([program]);
    expect(withNodeProgram(text, program, 'node')).toBe(delivered);
  }
});

test('a program that is no Node, or another Node, stays', () => {
  const other = '  - name: other\n    target: exec:/bin/node-gyp\n';
  const text = `${other}${other.replace('-gyp', '')}${other.replace('/bin/node-gyp', 'node-red')}`;
  expect(readNodePrograms(text)).toEqual(['/bin/node']);
  expect(withNodeProgram(text, 'node', '/other/node')).toBe(text);
});
