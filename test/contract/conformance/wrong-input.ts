import { describe, expect, test } from 'vitest';
import type { InstanceClient } from '#server/instance-client.ts';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { refusalOf } from '#test/contract/conformance/instance-under-test.ts';

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
  ['no input at all', ({ jobs }) => jobs.apply(undefined as never)],
];

export function describeWrongInput(instance: InstanceUnderTest): void {
  describe('refuses what the contract does not know', () => {
    test.each(WRONG_CALLS)('%s', async (_, call) => {
      expect(await refusalOf(call(instance.client))).toMatchObject({ code: 'BAD_REQUEST' });
    });
  });
}
