import { describe, expect, test } from 'vitest';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import {
  commandId,
  inAnHour,
  refusalOf,
  trigger,
  untilState,
} from '#test/contract/conformance/instance-under-test.ts';

export function describeRuns(instance: InstanceUnderTest): void {
  describe('carries out runs', () => {
    test('one by hand succeeds, with its actor and its output', async () => {
      const { client, engine } = instance;
      const { id } = await trigger(instance, 'talker');
      const run = await untilState(instance, id, 'succeeded');
      expect(run).toMatchObject({ job: 'talker', origin: 'manual', actor: engine.actorName });
      const page = await client.attempts.readLog({ run: id });
      expect(page).toMatchObject({ attempt: 1, text: 'grüße\n', isComplete: true });
    });

    test('output is read in pieces that never cut a character in two', async () => {
      const { id: run } = await trigger(instance, 'talker', { input: { text: 'ü'.repeat(40) } });
      await untilState(instance, run, 'succeeded');
      const pieces: string[] = [];
      for (let offset = 0, isComplete = false; !isComplete;) {
        const page = await instance.client.attempts.readLog({ run, offset, maxBytes: 17 });
        pieces.push(page.text);
        ({ nextOffset: offset, isComplete } = page);
      }
      expect(pieces.length).toBeGreaterThan(1);
      expect(pieces.join('')).toBe(`${'ü'.repeat(40)}\n`);
    });

    test('they are listed by job and state, page by page, the newest first', async () => {
      const first = await trigger(instance, 'slow', { at: inAnHour(), input: { page: 1 } });
      const second = await trigger(instance, 'slow', { at: inAnHour(), input: { page: 2 } });
      const filter = { job: 'slow', state: ['scheduled' as const], limit: 1 };
      const { runs } = await instance.client.runs.list(filter);
      expect(runs.map(({ id }) => id)).toEqual([second.id]);
      const older = await instance.client.runs.list({ ...filter, before: second.id });
      expect(older.runs.map(({ id }) => id)).toEqual([first.id]);
    });

    test('input that breaks the schema is refused with its place, and no run is made', async () => {
      const { client } = instance;
      const request = { commandId: commandId(), job: 'strict', input: { customer: 7 } };
      const { code, problems } = await refusalOf(client.runs.trigger(request));
      expect(code).toBe('INVALID_INPUT');
      expect(problems.map(({ place }) => place)).toEqual(['input.customer']);
      expect((await client.runs.list({ job: 'strict' })).runs).toEqual([]);
    });

    test('one that does not exist is not found', async () => {
      const { code, message } = await refusalOf(instance.client.runs.get({ run: 'aaaa-1' }));
      expect(code).toBe('NOT_FOUND');
      expect(message).toBe('there is no run "aaaa-1": see `nightdesk runs`');
    });
  });
}
