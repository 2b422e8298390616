import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { isWorthAskingAgain } from '#renderer/app/is-worth-asking-again.ts';

test('a reading that failed is tried once more, except of what does not exist', () => {
  expect(isWorthAskingAgain(0, new TypeError('Failed to fetch'))).toBe(true);
  expect(isWorthAskingAgain(0, new ORPCError('INTERNAL_SERVER_ERROR'))).toBe(true);
  expect(isWorthAskingAgain(1, new TypeError('Failed to fetch'))).toBe(false);
  expect(isWorthAskingAgain(0, new ORPCError('NOT_FOUND'))).toBe(false);
});
