import { expect, test } from 'vitest';
import { failureMatches, isFailurePattern } from '#shared/domain/failure-class.ts';

test('a family matches each of its members and nothing else', () => {
  expect(failureMatches('exit:3', 'exit')).toBe(true);
  expect(failureMatches('http:503', 'http:5xx')).toBe(true);
  expect(failureMatches('http:404', 'http:5xx')).toBe(false);
  expect(failureMatches('timeout', 'exit')).toBe(false);
});

test('a single class matches only itself', () => {
  expect(failureMatches('exit:3', 'exit:3')).toBe(true);
  expect(failureMatches('exit:30', 'exit:3')).toBe(false);
  expect(failureMatches('network', 'no_answer')).toBe(false);
});

test('the list of classes is closed', () => {
  const known = ['network', 'no_answer', 'timeout', 'signal', 'spawn', 'lost', 'error', 'exit'];
  for (const text of [...known, 'exit:1', 'http:4xx', 'http:5xx', 'http:429']) {
    expect([text, isFailurePattern(text)]).toEqual([text, true]);
  }
  for (const text of ['exit:0', 'http', 'http:6xx', 'http:99', 'oom', '', 'exit:x']) {
    expect([text, isFailurePattern(text)]).toEqual([text, false]);
  }
});
