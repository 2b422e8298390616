import { expect, test } from 'vitest';
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
