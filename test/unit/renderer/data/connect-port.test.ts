import { getEventMeta } from '@orpc/client';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClientMessage, EngineMessage } from '#shared/contract/port-protocol.ts';
import { STREAM_BATCH } from '#shared/contract/port-protocol.ts';
import type { PortConnection } from '#renderer/data/connect-port.ts';
import { connectPort } from '#renderer/data/connect-port.ts';
import { isLostAnswer } from '#renderer/data/lost-answer.ts';
import { refusalOf } from '#test/contract/conformance/instance-under-test.ts';

/** The engine's end of a port, played by the test. */
interface EngineEnd {
  /** The next message of the client that was not asked for yet. */
  heard(): Promise<ClientMessage>;
  say(...messages: readonly EngineMessage[]): void;
  close(): void;
}

let engine: EngineEnd;
let connection: PortConnection;

beforeEach(() => {
  const { port1, port2 } = new MessageChannel();
  const arrived: ClientMessage[] = [];
  const waiting: ((message: ClientMessage) => void)[] = [];
  port2.on('message', (text: string) => {
    const message = JSON.parse(text) as ClientMessage;
    const take = waiting.shift();
    if (take === undefined) arrived.push(message);
    else take(message);
  });
  engine = {
    async heard() {
      return arrived.shift() ?? new Promise((resolve) => waiting.push(resolve));
    },
    say(...messages) {
      for (const message of messages) port2.postMessage(JSON.stringify(message));
    },
    close: () => port2.close(),
  };
  connection = connectPort(port1);
});
afterEach(() => connection.close());

const lost = {
  code: 'UNAVAILABLE',
  message: 'the connection to the engine was lost before it had answered',
};

const event = (seq: number): EngineMessage => ({
  ...{ type: 'event', id: 1, event: { seq }, eventId: String(seq) },
});

/** A stream whose events are still to come. */
async function openTail(signal?: AbortSignal) {
  const opening = connection.client.journal.tail({ afterSeq: 0 }, signal && { signal });
  await engine.heard();
  engine.say({ type: 'stream', id: 1 });
  return opening;
}

/** The second call of a connection, answered: what the engine said before it has arrived. */
async function roundTrip(): Promise<void> {
  const answer = connection.client.jobs.list();
  await engine.heard();
  engine.say({ type: 'answer', id: 2 });
  await answer;
}

test('each answer reaches the one who asked for it, in whichever order they come', async () => {
  const jobs = connection.client.jobs.list();
  const run = connection.client.runs.get({ run: 'a' });
  expect(await engine.heard()).toEqual({ type: 'call', id: 1, operation: 'jobs.list' });
  expect(await engine.heard()).toMatchObject({ id: 2, operation: 'runs.get', input: { run: 'a' } });
  engine.say({ type: 'answer', id: 2, answer: 'the run' }, { type: 'answer', id: 1 });
  expect(await run).toBe('the run');
  expect(await jobs).toBeUndefined();
});

test('a refusal arrives with its code, its sentence and its problems', async () => {
  const answer = refusalOf(connection.client.runs.get({ run: 'a' }));
  await engine.heard();
  const problems = [{ place: 'run', message: 'there is no run a' }];
  const refusal = { defined: true, code: 'NOT_FOUND', status: 404, message: 'no run a' };
  engine.say({ type: 'error', id: 1, error: { ...refusal, data: { problems } } });
  expect(await answer).toEqual({ code: 'NOT_FOUND', message: 'no run a', problems });
});

test('what was on its way when the other side closed is refused as unavailable', async () => {
  const answer = refusalOf(connection.client.jobs.list());
  engine.close();
  expect(await answer).toMatchObject(lost);
});

test('what is asked for after the end is refused at once, not left waiting', async () => {
  connection.close();
  await connection.closed;
  expect(await refusalOf(connection.client.jobs.list())).toMatchObject(lost);
});

test('the answer to a command whose connection was lost counts as lost, not as refused', async () => {
  const answer = connection.client.instance.stop({ commandId: 'a' });
  connection.close();
  expect(isLostAnswer(await answer.catch((error: unknown) => error))).toBe(true);
});

test('a call that is given up is cancelled, and its late answer is nobody’s', async () => {
  const giving = new AbortController();
  const options = { signal: giving.signal };
  const answer = connection.client.jobs.list(undefined, options);
  await engine.heard();
  giving.abort(new Error('the page has gone on'));
  await expect(answer).rejects.toThrow('the page has gone on');
  expect(await engine.heard()).toEqual({ type: 'cancel', id: 1 });
  const next = connection.client.jobs.list();
  engine.say({ type: 'answer', id: 1, answer: 'late' }, { type: 'answer', id: 2, answer: 'new' });
  expect(await next).toBe('new');
});

test('a call that was given up before it began is never sent', async () => {
  const options = { signal: AbortSignal.abort(new Error('the page has gone on')) };
  const answer = connection.client.jobs.list(undefined, options);
  await expect(answer).rejects.toThrow('the page has gone on');
  void refusalOf(connection.client.runs.list({}));
  expect(await engine.heard()).toMatchObject({ operation: 'runs.list' });
});

test('a stream gives its events in their order, each with its id, and ends', async () => {
  const stream = await openTail();
  engine.say(event(1), event(2), { type: 'end', id: 1 });
  await roundTrip();
  const { value: first } = await stream.next();
  expect(first).toEqual({ seq: 1 });
  expect(getEventMeta(first)).toEqual({ id: '1' });
  expect((await stream.next()).value).toMatchObject({ seq: 2 });
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

test('a stream that is resumed names the last event that it had', async () => {
  void refusalOf(connection.client.journal.tail({ afterSeq: 0 }, { lastEventId: '7' }));
  expect(await engine.heard()).toMatchObject({ operation: 'journal.tail', lastEventId: '7' });
});

test('a stream asks for more each time it has used up a batch, and not before', async () => {
  const stream = await openTail();
  for (let seq = 1; seq <= STREAM_BATCH; seq += 1) engine.say(event(seq));
  for (let seq = 1; seq < STREAM_BATCH; seq += 1) await stream.next();
  void refusalOf(connection.client.jobs.list());
  expect(await engine.heard()).toMatchObject({ operation: 'jobs.list' });
  await stream.next();
  expect(await engine.heard()).toEqual({ type: 'more', id: 1 });
});

test('who leaves a stream cancels it, even while it waits for the next event', async () => {
  const stream = await openTail();
  const next = stream.next();
  await roundTrip();
  await stream.return(undefined);
  expect(await next).toMatchObject({ done: true });
  expect(await engine.heard()).toEqual({ type: 'cancel', id: 1 });
});

test('a stream that is given up throws the reason, and tells nothing that came before', async () => {
  const giving = new AbortController();
  const stream = await openTail(giving.signal);
  engine.say(event(1), event(2));
  await roundTrip();
  giving.abort(new Error('the page is hidden'));
  await expect(stream.next()).rejects.toThrow('the page is hidden');
  expect(await engine.heard()).toEqual({ type: 'cancel', id: 1 });
});

test('a stream whose connection ends gives what has come, then says that it was lost', async () => {
  const stream = await openTail();
  engine.say(event(1), event(2));
  await stream.next();
  engine.close();
  await connection.closed;
  expect((await stream.next()).value).toMatchObject({ seq: 2 });
  expect(await refusalOf(stream.next())).toMatchObject(lost);
});
