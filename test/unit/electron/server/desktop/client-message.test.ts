import { expect, test } from 'vitest';
import { parseClientMessage } from '#server/desktop/client-message.ts';

const call = { type: 'call', id: 1, operation: 'jobs.list' };

const unreadable: readonly (readonly [string, unknown])[] = [
  ['no text', call],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['of no kind', JSON.stringify({ id: 1, operation: 'jobs.list' })],
  ['of a kind of its own', JSON.stringify({ ...call, type: 'answer' })],
  ['a call without an id', JSON.stringify({ ...call, id: undefined })],
  ['a call whose id is a text', JSON.stringify({ ...call, id: '1' })],
  ['a call whose id is no whole number', JSON.stringify({ ...call, id: 1.5 })],
  ['a call of nothing', JSON.stringify({ ...call, operation: undefined })],
  ['a call of a list of names', JSON.stringify({ ...call, operation: ['jobs', 'list'] })],
  ['a call with a last event that is no text', JSON.stringify({ ...call, lastEventId: 7 })],
  ['a call that says who calls', JSON.stringify({ ...call, context: { actorName: 'root' } })],
  ['a cancel of nothing', JSON.stringify({ type: 'cancel' })],
  ['more than sixteen megabytes', JSON.stringify({ ...call, input: 'x'.repeat(17 * 1024 * 1024) })],
];

test.each(unreadable)('a message that is %s is none of a client of ours', (_, message) => {
  expect(parseClientMessage(message)).toBeNull();
});

test.each([
  call,
  { ...call, input: { job: 'nightly' } },
  { ...call, operation: 'journal.tail', lastEventId: '7' },
  { type: 'more', id: 1 },
  { type: 'cancel', id: 1 },
])('what our client sends is read as it is: %j', (message) => {
  expect(parseClientMessage(JSON.stringify(message))).toEqual(message);
});
