import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { ORPCError, withEventMeta } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineMessage } from '#shared/contract/port-protocol.ts';
import { STREAM_BATCH } from '#shared/contract/port-protocol.ts';
import { toPlainPort } from '#shared/lib/plain-port.ts';
import type { Operation } from '#server/desktop/operations-of.ts';
import { servePort } from '#server/desktop/serve-port.ts';

/** No test reads to its end; it has one for the day on which nothing holds it back. */
const LENGTH = 20 * STREAM_BATCH;

/** How many events of the long stream were asked for. */
let madeCount: number;
/** The signals of the calls that only end when they are cancelled. */
let patient: AbortSignal[];
let closedStreams: AbortSignal[];
let defects: unknown[];
let channel: MessageChannel;
let messages: EngineMessage[];
let onArrival: () => void;

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    patient.push(signal);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

async function* long(signal: AbortSignal) {
  const closed = closedStreams;
  try {
    for (let seq = 1; seq <= LENGTH; seq += 1) {
      madeCount += 1;
      yield withEventMeta({ seq }, { id: String(seq) });
    }
  } finally {
    closed.push(signal);
  }
}

async function* broken() {
  yield { seq: 1 };
  throw new Error('the database is gone');
}

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;

const operations = new Map<string, Operation>([
  ['test.echo', async (input, { lastEventId }) => ({ input, lastEventId })],
  ['test.nothing', async () => undefined],
  ['test.patient', (_, { signal }) => untilAborted(signal)],
  ['test.stubborn', async (_, { signal }) => untilAborted(signal).catch(() => 'done after all')],
  ['test.long', async (_, { signal }) => long(signal)],
  ['test.broken', async () => broken()],
  ['test.cycle', async () => cycle],
  [
    'test.refused',
    async () => {
      throw new ORPCError('CONFLICT', { status: 409, defined: true, message: 'no', data: {} });
    },
  ],
  [
    'test.refusedWithCycle',
    async () => {
      throw new ORPCError('CONFLICT', { status: 409, defined: true, message: 'no', data: cycle });
    },
  ],
]);

beforeEach(() => {
  [madeCount, patient, closedStreams, defects, messages] = [0, [], [], [], []];
  onArrival = () => undefined;
  channel = new MessageChannel();
  channel.port1.on('message', (text: string) => {
    messages.push(JSON.parse(text) as EngineMessage);
    onArrival();
  });
  const onDefect = (error: unknown) => void defects.push(error);
  servePort({ port: toPlainPort(channel.port2), operations, onDefect });
});
afterEach(() => channel.port1.close());

function say(message: object): void {
  channel.port1.postMessage(JSON.stringify(message));
}

const call = (id: number, operation: string, more: object = {}) =>
  say({ type: 'call', id, operation, ...more });

/** Resolves once a message has arrived that is meant. */
function until(isMeant: (message: EngineMessage) => boolean): Promise<EngineMessage> {
  return new Promise((resolve) => {
    onArrival = () => {
      const found = messages.find(isMeant);
      if (found !== undefined) resolve(found);
    };
    onArrival();
  });
}
const answerTo = (id: number) => until((message) => message.id === id);

/** What was said before has been heard, and what came of it at once has arrived. */
let lastRoundTrip = 1_000;
async function roundTrip(): Promise<void> {
  call((lastRoundTrip += 1), 'test.echo');
  await answerTo(lastRoundTrip);
}

const events = () => messages.filter(({ type }) => type === 'event');

test('an operation is asked with its input and its last event, and answered once', async () => {
  call(1, 'test.echo', { input: { a: [1] }, lastEventId: '7' });
  const answer = { input: { a: [1] }, lastEventId: '7' };
  expect(await answerTo(1)).toEqual({ type: 'answer', id: 1, answer });
});

test('an operation that answers nothing is answered', async () => {
  call(1, 'test.nothing');
  expect(await answerTo(1)).toEqual({ type: 'answer', id: 1 });
});

test('a call that takes its time holds up no other', async () => {
  call(1, 'test.patient');
  call(2, 'test.nothing');
  expect(await answerTo(2)).toEqual({ type: 'answer', id: 2 });
});

test('a refusal is told in full', async () => {
  call(1, 'test.refused');
  expect(await answerTo(1)).toEqual({
    ...{ type: 'error', id: 1 },
    error: { defined: true, code: 'CONFLICT', status: 409, message: 'no', data: {} },
  });
});

test('a defect is told here, and its caller hears no details', async () => {
  call(1, 'test.cycle');
  expect(await answerTo(1)).toMatchObject({ error: { code: 'INTERNAL_SERVER_ERROR' } });
  expect(JSON.stringify(messages)).not.toMatch(/circular/i);
  expect(defects).toEqual([expect.any(TypeError)]);
});

test('a refusal that cannot be told closes the port, so that nobody waits for it', async () => {
  call(1, 'test.refusedWithCycle');
  await once(channel.port1, 'close');
  expect(defects).toEqual([expect.any(TypeError)]);
});

test('a stream that breaks tells what came before, then that it is broken', async () => {
  call(1, 'test.broken');
  await until(({ type }) => type === 'error');
  expect(messages.map(({ type }) => type)).toEqual(['stream', 'event', 'error']);
  expect(defects).toEqual([new Error('the database is gone')]);
});

test('a stream is two batches ahead of its reader and no more, each event with its id', async () => {
  call(1, 'test.long');
  await until(() => events().length === 2 * STREAM_BATCH);
  await roundTrip();
  expect(events()).toHaveLength(2 * STREAM_BATCH);
  expect(madeCount).toBe(2 * STREAM_BATCH + 1);
  expect(events().at(-1)).toMatchObject({ event: { seq: 256 }, eventId: '256' });
});

test('a reader that has used up a batch gets the next one, in order', async () => {
  call(1, 'test.long');
  await until(() => events().length === 2 * STREAM_BATCH);
  say({ type: 'more', id: 1 });
  await until(() => events().length === 3 * STREAM_BATCH);
  await roundTrip();
  const seqs = events().map((message) => (message as { event: { seq: number } }).event.seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
});

test('a cancelled stream is closed where it stands, though nobody reads it', async () => {
  call(1, 'test.long');
  await until(() => events().length === 2 * STREAM_BATCH);
  say({ type: 'cancel', id: 1 });
  await roundTrip();
  expect(closedStreams).toHaveLength(1);
  expect(madeCount).toBe(2 * STREAM_BATCH + 1);
  expect(messages.map(({ type }) => type)).not.toContain('end');
});

test('a cancelled call hears of it, answers nothing, and is no defect', async () => {
  call(1, 'test.patient');
  call(2, 'test.stubborn');
  say({ type: 'cancel', id: 1 });
  say({ type: 'cancel', id: 2 });
  await roundTrip();
  expect(patient.map(({ aborted }) => aborted)).toEqual([true, true]);
  expect(messages.filter(({ id }) => id <= 2)).toEqual([]);
  expect(defects).toEqual([]);
});

test('what is asked of a call that has ended is ignored', async () => {
  call(1, 'test.nothing');
  await answerTo(1);
  say({ type: 'more', id: 1 });
  say({ type: 'cancel', id: 1 });
  await roundTrip();
});

test('a closed port cancels what is open', async () => {
  call(1, 'test.patient');
  await roundTrip();
  const cancelled = once(patient[0]!, 'abort');
  channel.port1.close();
  await cancelled;
});

const hostile: readonly (readonly [string, readonly unknown[]])[] = [
  ['a message that is no text', [{ type: 'call', id: 1, operation: 'test.echo' }]],
  ['a text that is no JSON', ['{']],
  ['an operation that is not in the contract', ['{"type":"call","id":1,"operation":"test.x"}']],
  ['a prototype', ['{"type":"call","id":1,"operation":"__proto__.constructor"}']],
  [
    'an id that is taken',
    [
      '{"type":"call","id":1,"operation":"test.patient"}',
      '{"type":"call","id":1,"operation":"test.patient"}',
    ],
  ],
];

test.each(hostile)('%s closes the port, and nothing after it is heard', async (_, sent) => {
  for (const message of sent) channel.port1.postMessage(message);
  call(2, 'test.echo');
  await once(channel.port1, 'close');
  expect(messages).toEqual([]);
  expect(patient.every(({ aborted }) => aborted)).toBe(true);
  expect(defects).toEqual([]);
});
