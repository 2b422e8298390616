import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readMailPort, withMailPort, withUsableNode } from '#server/example/adapt-job-file.ts';

const delivered = readFileSync(
  path.resolve(import.meta.dirname, '../../../../../electron/server/example/jobs.yaml'),
  'utf8',
);

const nothingIsUsable = () => false;

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

test('where no Node is found, every job that names it gets a full path', () => {
  const text = withUsableNode(delivered, nothingIsUsable, '/opt/my node/bin/node');
  expect(text).not.toMatch(/exec:node$/m);
  expect(text.match(/target: exec:\/opt\/my node\/bin\/node$/gm)).toHaveLength(3);
});

test('a path that leads nowhere any more is replaced in turn, on Windows too', () => {
  const posix = withUsableNode(delivered, nothingIsUsable, '/old/node');
  const windows = withUsableNode(posix, (program) => program !== '/old/node', 'C:\\new\\node.exe');
  const again = withUsableNode(windows, nothingIsUsable, '/newest/node');
  expect(again.match(/target: exec:\/newest\/node$/gm)).toHaveLength(3);
});

test('a Node that can be used stays, and so do programs that are no Node', () => {
  const text = `${delivered}\n  - name: other\n    target: exec:/bin/node-gyp\n`;
  expect(withUsableNode(text, (program) => program === 'node', '/other/node')).toBe(text);
});
