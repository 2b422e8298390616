import { describe, expect, test } from 'vitest';
import { toInputFields } from '#renderer/parts/input/input-schema.ts';

const schema = {
  type: 'object',
  required: ['customer'],
  properties: {
    customer: { type: 'string', title: 'Customer', description: 'who gets the mail' },
    order: { type: 'integer' },
    isUrgent: { type: 'boolean' },
    kind: { enum: ['first', 'second'] },
  },
};

describe('a form is made from a schema of plain values', () => {
  test('with a field for each, and what it says about it', () => {
    expect(toInputFields(schema)).toMatchObject([
      {
        ...{ name: 'customer', kind: 'text', title: 'Customer', isRequired: true },
        hint: 'Who gets the mail.',
      },
      { name: 'order', kind: 'integer', isRequired: false },
      { name: 'isUrgent', kind: 'boolean' },
      { name: 'kind', kind: 'choice', choices: ['first', 'second'] },
    ]);
  });

  test.each([
    ['no schema', null],
    ['a schema without properties', { type: 'object' }],
    ['a nested one', { properties: { address: { type: 'object' } } }],
    ['one of a list', { properties: { tags: { type: 'array' } } }],
    ['one of several types', { properties: { id: { type: ['string', 'null'] } } }],
  ])('and not from %s, which only JSON can satisfy', (_name, other) => {
    expect(toInputFields(other)).toBeNull();
  });
});
