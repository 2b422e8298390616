import { expect, test } from 'vitest';
import { refusalWords } from '#renderer/parts/input/refusal-words.ts';

const lacking = (field: string) => ({
  place: `input.${field}`,
  message: `the input lacks "${field}", which the job requires`,
});

test('one problem is told in the words that stand at its field', () => {
  const sentence = 'The input lacks "order", which the job requires';
  expect(refusalWords({ sentence, problems: [lacking('order')] })).toBe(`${sentence}.`);
});

test('several problems are told by their fields, each once', () => {
  const problems = [lacking('customer'), lacking('order')];
  expect(refusalWords({ sentence: 'one; other', problems })).toBe(
    '2 fields are to be mended: customer, order.',
  );
});

test('what is about no field is told as it is', () => {
  const problems = [lacking('order'), { place: null, message: 'the disk is full' }];
  expect(refusalWords({ sentence: 'One; the disk is full', problems })).toBe(
    'One; the disk is full.',
  );
});
