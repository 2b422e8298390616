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

function problemsOf(schemaOfJob: Json, input: Record<string, Json>): unknown {
  try {
    createInputSchemas().checkInput(schemaOfJob, input, 'input');
  } catch (error) {
    return (error as { readonly problems: unknown }).problems;
  }
  return [];
}

test('all that is wrong with an input is told at once, one problem for each field', () => {
  const more = {
    type: 'object',
    required: ['a', 'b'],
    properties: { c: { minLength: 3, pattern: 'x' } },
  };
  expect(problemsOf(more, { c: 'y' })).toEqual([
    { place: 'input.a', message: 'the input lacks "a", which the job requires' },
    { place: 'input.b', message: 'the input lacks "b", which the job requires' },
    { place: 'input.c', message: '"c" must NOT have fewer than 3 characters' },
  ]);
});

test('what could be satisfied in several ways is one problem', () => {
  const either = { type: 'object', anyOf: [{ required: ['a'] }, { required: ['b'] }] };
  expect(problemsOf(either, {})).toEqual([
    { place: 'input.a', message: 'the input lacks "a", which the job requires' },
  ]);
});

test('an input that is wrong everywhere is told in a bounded answer', () => {
  const strict = { type: 'object', additionalProperties: false };
  const input = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, 1]));
  expect(problemsOf(strict, input)).toHaveLength(20);
});
