import { describe, expect, test } from 'vitest';
import { inputFieldOf, problemSentence } from '#shared/contract/problem-sentence.ts';

describe('a problem is told in one sentence', () => {
  test.each([
    ['names its field once', 'input.order', '"order" must be a whole number'],
    ['names its field once', 'input.path', 'input.path is "", which cannot stand in the target'],
    ['has no place besides itself', 'input', 'the input is too large'],
    ['has no place at all', null, 'the run is over'],
  ])('that %s', (_what, place, message) => {
    expect(problemSentence({ place, message })).toBe(message);
  });

  test('with its place in front where the sentence does not name it', () => {
    const problem = { place: 'jobs[0].cron', message: '"cron" must be text' };
    expect(problemSentence(problem)).toBe('jobs[0].cron: "cron" must be text');
    const deep = { place: 'input.a.b', message: 'this is not a value that JSON knows' };
    expect(problemSentence(deep)).toBe('input.a.b: this is not a value that JSON knows');
  });
});

test('a problem in the input of a run is about the field that it is in', () => {
  expect(inputFieldOf({ place: 'input.order', message: '' })).toBe('order');
  expect(inputFieldOf({ place: 'input["Order no."].id', message: '' })).toBe('Order no.');
  expect(inputFieldOf({ place: 'input', message: '' })).toBeNull();
  expect(inputFieldOf({ place: 'jobs[0].input.order', message: '' })).toBeNull();
  expect(inputFieldOf({ place: null, message: '' })).toBeNull();
});
