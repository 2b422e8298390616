import { expect, test } from 'vitest';
import { tellsError } from '#renderer/features/run/tells-error.ts';

test.each([
  '422 Unprocessable Entity',
  'HTTP/1.1 503 Service Unavailable',
  'TypeError: x is not a function',
  '2026-11-24T05:46:30.002Z Error: no output for 40 min',
  '    at Indexer.lock (indexer.js:204)',
  'fatal: not a repository',
])('%s tells an error', (line) => {
  expect(tellsError(line)).toBe(true);
});

test.each(['200 OK', '4221 documents', 'no errors found', 'shard 11 of 16', ''])(
  '"%s" tells none',
  (line) => {
    expect(tellsError(line)).toBe(false);
  },
);
