import { expect, test } from 'vitest';
import type { Json } from '#shared/lib/json.ts';
import { createInputSchemas } from '#engine/service/input-schemas.ts';

test('a schema that is none is refused at the place of the mistake, in one sentence', () => {
  const schema = { type: 'object', properties: { customer: { type: 'strin' } } };
  const check = () => createInputSchemas().checkSchema(schema, 'jobs[0].inputSchema');
  expect(check).toThrow(
    expect.objectContaining({
      place: 'jobs[0].inputSchema.properties.customer.type',
      message:
        'this is not a JSON Schema: type must be one of array, boolean, integer, null, number, object, string',
    }) as Error,
  );
});

const schema = {
  type: 'object',
  required: ['customer'],
  additionalProperties: false,
  properties: {
    customer: { type: 'string', minLength: 1 },
    order: { type: 'integer' },
    kind: { enum: ['first', 'second'] },
    address: { type: 'object', required: ['street'], properties: { street: { type: 'string' } } },
  },
};

test.each([
  ['order', { order: 'many' }, '"order" must be a whole number'],
  ['customer', { customer: '' }, '"customer" must not be empty'],
  ['kind', { kind: 'third' }, '"kind" must be one of "first", "second"'],
  ['more', { more: 1 }, 'the input has "more", which the job does not know'],
  ['customer', { customer: undefined }, 'the input lacks "customer", which the job requires'],
  ['address.street', { address: {} }, 'the input lacks "address.street", which the job requires'],
])(
  'an input is refused at the field that is wrong, %s, which is named once',
  (field, more, message) => {
    const { customer, ...rest } = { customer: 'Ada', ...more } as Record<string, Json>;
    const input = customer === undefined ? rest : { customer, ...rest };
    const check = () => createInputSchemas().checkInput(schema, input, 'input');
    expect(check).toThrow(expect.objectContaining({ place: `input.${field}`, message }) as Error);
  },
);
