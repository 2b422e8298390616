import { describe, expect, test } from 'vitest';
import { jsonTextFault } from '#renderer/lib/json-text-fault.ts';

describe('a text that is no JSON says in which line, and why', () => {
  test.each([
    ['', 1, 'a value is missing'],
    ['{\n  "a": 1,\n  "b": 2\n', 3, 'a } is missing at the end'],
    ['{\n  "a": 1,\n', 3, 'a } is missing at the end'],
    ['{\n  "a": 1\n  "b": 2\n}', 2, 'a comma is missing before "b"'],
    ['{\n  "a": 1,\n}', 3, 'there is a comma too many before the }'],
    ['{\n  a: 1\n}', 2, 'the name a has to stand in double quotes'],
    ["{ 'a': 1 }", 1, "the name 'a' has to stand in double quotes"],
    ['{ "a" 1 }', 1, 'a colon is missing after "a"'],
    ['{ "a":\n }', 2, 'the value of "a" is missing'],
    ['{ "a": many }', 1, 'many is no value: text stands in double quotes'],
    ['{ "a": 01 }', 1, '01 is no number as JSON writes it'],
    ['{ "a": [1, 2 }', 1, 'a ] is missing before }'],
    ['{ "a": "Ada }', 1, 'a double quote is missing at the end of the text'],
    ['{ "a": "C:\\dir" }', 1, 'a backslash, or a tab, cannot stand like this'],
    ['{}\n{}', 1, 'there is more after the end of the input'],
  ])('%j', (text, line, reason) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    const fault = jsonTextFault(text);
    expect(fault?.line).toBe(line);
    expect(fault?.reason).toContain(reason);
  });
});

test.each(['{}', ' [1, -2.5e3, "\\u00e9", null, true] ', '{"a":{"b":[]},"c":"x"}', '0'])(
  'what is JSON has no fault: %s',
  (text) => {
    expect(jsonTextFault(text)).toBeNull();
  },
);
