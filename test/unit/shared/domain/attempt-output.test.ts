import { expect, test } from 'vitest';
import { parseOutput } from '#shared/domain/attempt-output.ts';

const whole = (text: string) => parseOutput({ text, isWhole: true });
const fault = (text: string) => ({ value: null, fault: text });

test.each([
  ['{"a": 1}', { a: 1 }],
  ['  {\n  "a": [1]\n}\n\n', { a: [1] }],
  ['reading\n100 %\r\n{"a": "x"}\r\n', { a: 'x' }],
  ['{"a": 1}\n{"a": 2}', { a: 2 }],
  ['{}', {}],
])('the output is the whole of what was said, or else its last line: %j', (text, value) => {
  expect(whole(text)).toEqual({ value, fault: null });
});

test.each(['', 'done', '42', 'true', '"text"', '{"a": 1}\ndone', '{"a": 1', '{a: 1}', '{ }}'])(
  'what is said to people is no output: %j',
  (text) => {
    expect(whole(text)).toBeNull();
  },
);

test('an output that falls short of an input says in what', () => {
  expect(whole('[1, 2]')).toEqual(fault('it is a list, and an input is a set of fields'));
  expect(whole('{"id": 9007199254740993}')).toEqual(
    fault('id: a whole number beyond 2^53 loses digits: write it in quotes'),
  );
  const deep = `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`;
  expect(whole(deep)?.fault).toMatch(/nested more than 64 levels deep$/);
});

test('of what was cut only a last line that is whole counts', () => {
  expect(parseOutput({ text: 'rest\n{"a": 1}', isWhole: false })).toEqual({
    ...{ value: { a: 1 }, fault: null },
  });
  expect(parseOutput({ text: '{"a": 1}', isWhole: false })).toEqual(
    fault('it is longer than 64 KB'),
  );
});
