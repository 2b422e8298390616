import { expect, it } from 'vitest';
import { flag, listOf, oneOf, readingOf, text, wholeNumber } from '#renderer/lib/read-search.ts';

const read = readingOf({
  job: text,
  isLate: flag,
  since: wholeNumber,
  state: listOf(oneOf(['ready', 'failed'])),
});

it('what an address asks for is read', () => {
  const search = { job: 'mail', isLate: true, since: 5, state: ['failed'] };
  expect(read(search)).toEqual(search);
});

it('what does not exist is left out, and the rest stays', () => {
  const search = { job: 7, isLate: 'yes', since: 1.5, state: ['failed', 'odd'], other: 'x' };
  expect(read({ ...search })).toEqual({});
  expect(read({ ...search, job: 'mail' })).toEqual({ job: 'mail' });
});
