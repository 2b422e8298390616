import { describe, expect, test } from 'vitest';
import {
  draftOf,
  draftProblemOf,
  fieldProblemOf,
  fieldTextOf,
  withFieldText,
  withText,
  withValue,
} from '#renderer/parts/input/input-draft.ts';
import { toInputFields } from '#renderer/parts/input/input-schema.ts';

const fields = toInputFields({
  properties: {
    customer: { type: 'string' },
    order: { type: 'integer' },
    weight: { type: 'number' },
    isUrgent: { type: 'boolean' },
  },
})!;
const [customer, order, weight] = fields;
const fresh = draftOf({ customer: 'Ada', order: 1 });

describe('what is typed into a field', () => {
  test('is a number where the schema wants one', () => {
    expect(withFieldText(fresh, order!, '1044').input).toEqual({ customer: 'Ada', order: 1044 });
    expect(withFieldText(fresh, customer!, '42').input).toEqual({ customer: '42', order: 1 });
  });

  test('stands there as it was typed, whatever it means so far', () => {
    const texts = ['-', '1.', '1.50', 'many', '+2', ' '];
    for (const text of texts) {
      expect(fieldTextOf(withFieldText(fresh, weight!, text), weight!)).toBe(text);
    }
    expect(withFieldText(fresh, weight!, '1.50').input['weight']).toBe(1.5);
  });

  test('takes the field away where nothing is left', () => {
    expect(withFieldText(fresh, customer!, '').input).toEqual({ order: 1 });
  });

  test('is what the JSON shows too', () => {
    expect(withFieldText(fresh, order!, '7').text).toContain('"order": 7');
    expect(withValue(fresh, 'isUrgent', true).text).toContain('"isUrgent": true');
  });

  test('and was taken back leaves the draft as it was at first', () => {
    const back = withFieldText(withFieldText(fresh, customer!, 'Grace'), customer!, 'Ada');
    expect(back).toEqual(fresh);
  });
});

describe('letters in a field for numbers', () => {
  const wrong = withFieldText(fresh, order!, 'many');

  test('are told at the field, before anybody is asked', () => {
    expect(fieldProblemOf(wrong, order!)).toBe('This has to be a whole number, such as 42.');
    expect(fieldProblemOf(withFieldText(fresh, order!, '1.5'), order!)).toMatch(/whole number/);
    expect(fieldProblemOf(withFieldText(fresh, weight!, 'x'), weight!)).toMatch(/a number/);
    expect(fieldProblemOf(withFieldText(fresh, weight!, '1.5'), weight!)).toBeNull();
    expect(fieldProblemOf(draftOf({}), order!)).toBeNull();
  });

  test('keep the input from being sent, and say so', () => {
    expect(draftProblemOf(wrong, fields)).toBe('Order has to be a number.');
    expect(draftProblemOf(fresh, fields)).toBeNull();
  });
});

describe('JSON that is broken', () => {
  const broken = withText(fresh, '{\n  "customer": "Grace"\n  "order": 1\n}');

  test('says where and why, and cannot be sent', () => {
    expect(draftProblemOf(broken, fields)).toBe(
      'The input is no JSON: line 2, a comma is missing before "order".',
    );
  });

  test('keeps what was typed, and what was meant before', () => {
    expect(broken.text).toContain('"Grace"');
    expect(broken.input).toEqual(fresh.input);
  });

  test('is input again once it is mended', () => {
    const mended = withText(broken, broken.text.replace('"Grace"', '"Grace",'));
    expect(mended).toMatchObject({ input: { customer: 'Grace', order: 1 }, fault: null });
  });

  test('is also what is JSON and no object', () => {
    expect(withText(fresh, '[1]').fault?.reason).toBe('an input begins with { and ends with }');
  });
});
