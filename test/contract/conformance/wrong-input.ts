import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { InstanceClient } from '#server/instance-client.ts';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { refusalOf } from '#test/contract/conformance/instance-under-test.ts';

type Trigger = Parameters<InstanceClient['runs']['trigger']>[0];
type Call = (client: InstanceClient) => Promise<unknown>;

/** Calls that the types of an honest client forbid. */
const WRONG_CALLS: readonly (readonly [string, Call])[] = [
  ['a run id that is a path', ({ runs }) => runs.get({ run: '../../etc/passwd' })],
  ['an id of 65 characters', ({ jobs }) => jobs.get({ job: 'x'.repeat(65) })],
  ['a page of no runs', ({ runs }) => runs.list({ limit: 0 })],
  ['a negative journal number', ({ journal }) => journal.tail({ afterSeq: -1 })],
  ['a state that does not exist', ({ runs }) => runs.list({ state: ['lost' as 'failed'] })],
  ['an unknown property', ({ runs }) => runs.get({ run: 'a', all: true } as { run: string })],
  ['a command without its commandId', ({ jobs }) => jobs.pause({ job: 'quick' } as never)],
  ['an input nested beyond measure', (client) => triggerWith(client, { input: nested(500) })],
  ['an input nested a little too deep', (client) => triggerWith(client, { input: nested(65) })],
  ['an input whose digits get lost', (client) => triggerWith(client, { input: { n: 2 ** 60 } })],
  ['an instant that no calendar knows', (client) => triggerWith(client, { at: 9e15 })],
  ['no input at all', ({ jobs }) => jobs.apply(undefined as never)],
];

function triggerWith({ runs }: InstanceClient, more: Partial<Trigger>): Promise<unknown> {
  return runs.trigger({ commandId: randomUUID(), job: 'quick', ...more });
}

/** An input of so many levels. */
function nested(depth: number): Trigger['input'] {
  return JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`) as Trigger['input'];
}

export function describeWrongInput(instance: InstanceUnderTest): void {
  describe('refuses what the contract does not know', () => {
    test.each(WRONG_CALLS)('%s', async (_, call) => {
      expect(await refusalOf(call(instance.client))).toMatchObject({ code: 'BAD_REQUEST' });
    });
  });
}
