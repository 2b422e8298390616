import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ID_PATTERN } from '#shared/lib/branded.ts';
import {
  createInstanceIdentity,
  parseRunId,
  toIdempotencyKey,
  toRunId,
} from '#engine/core/run-identity.ts';

const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('a run is found again by its public id', () => {
  fc.assert(
    fc.property(sixteenBytes, fc.integer({ min: 1, max: 2 ** 40 }), (bytes, key) => {
      const identity = createInstanceIdentity(bytes);
      const id = toRunId(identity, key);
      expect(id).toMatch(ID_PATTERN);
      expect(parseRunId(identity, id)).toBe(key);
    }),
  );
});

test('the id of another instance is not one of ours', () => {
  const ours = createInstanceIdentity(new Uint8Array(16).fill(1));
  const theirs = createInstanceIdentity(new Uint8Array(16).fill(2));
  expect(parseRunId(ours, toRunId(theirs, 7))).toBeNull();
});

test.each(['', '7', 'abcd-', 'abcd-0', 'abcd-07', '../etc', 'abcd-7 ', 'abcd-1e3'])(
  '%j is no run id',
  (id) => {
    const identity = { uniqueId: '00', code: 'abcd' };
    expect(parseRunId(identity, id)).toBeNull();
  },
);

test('idempotency keys carry the whole identity of the instance', () => {
  const identity = createInstanceIdentity(new Uint8Array(16).fill(255));
  expect(toIdempotencyKey(identity, 7)).toBe(`${'ff'.repeat(16)}-7`);
});
