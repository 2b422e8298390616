import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import {
  eventsUntil,
  inAnHour,
  refusalOf,
  trigger,
} from '#test/contract/conformance/instance-under-test.ts';

const seqsOf = (events: readonly JournalEvent[]) => events.map(({ seq }) => seq);

export function describeJournal(instance: InstanceUnderTest): void {
  describe('tells what happens', () => {
    test('a snapshot and the journal after it leave no gap', async () => {
      const { client } = instance;
      const { asOfSeq } = await client.runs.list({});
      const steps = [1, 2, 3, 4, 5];
      const made = await Promise.all(
        steps.map((step) => trigger(instance, 'slow', { at: inAnHour(), input: { step } })),
      );
      const missing = new Set(made.map(({ id }) => id));
      const events = await eventsUntil(client, asOfSeq, ({ type, run }) => {
        if (type === 'run.created' && run !== null) missing.delete(run);
        return missing.size === 0;
      });
      expect(seqsOf(events)).toEqual(events.map((_, index) => asOfSeq + 1 + index));
    });

    test('a follower waits for what is still to come', async () => {
      const { client } = instance;
      const { asOfSeq } = await client.instance.describe();
      const coming = eventsUntil(client, asOfSeq, ({ job }) => job === 'slow');
      const { id } = await trigger(instance, 'slow', { at: inAnHour() });
      const events = await coming;
      expect(events.at(-1)).toMatchObject({ type: 'run.created', run: id, to: 'scheduled' });
      expect(events[0]?.seq).toBe(asOfSeq + 1);
    });

    test('after a dropped connection a follower goes on with the next event', async () => {
      const doomed = instance.connect();
      const stream = await doomed.client.journal.tail({ afterSeq: 0 });
      const before: JournalEvent[] = [];
      while (before.length < 3) {
        const step = await stream.next();
        if (step.done !== true) before.push(step.value);
      }
      await doomed.drop();
      const { client } = instance.connect();
      const after = await eventsUntil(client, before.at(-1)!.seq, (_, count) => count === 3);
      expect(seqsOf([...before, ...after])).toEqual([1, 2, 3, 4, 5, 6]);
    });

    test('a stream that is resumed by the id of its last event goes on behind it', async () => {
      const stream = await instance.client.journal.tail({ afterSeq: 0 }, { lastEventId: '4' });
      const step = await stream.next();
      await stream.return(undefined);
      expect(step.value).toMatchObject({ seq: 5 });
    });

    test('a follower that knows more than has happened is told to load everything anew', async () => {
      const { client } = instance;
      const { asOfSeq } = await client.instance.describe();
      const afterSeq = asOfSeq + 1_000_000;
      const tails = [
        client.journal.tail({ afterSeq }),
        client.journal.tail({ afterSeq: 0 }, { lastEventId: String(afterSeq) }),
      ];
      for (const tail of tails) {
        const { code, message } = await refusalOf(tail);
        expect(code).toBe('CONFLICT');
        expect(message).toMatch(`the journal has no event ${afterSeq}`);
        expect(message).toMatch('load everything anew');
      }
    });

    // HTTP looks at its headers before it asks anybody.
    test.each(['not-a-number', '-1', '1.5', '9e99'])(
      'a follower that names "%s" as its last event is refused, and not left waiting',
      async (lastEventId) => {
        const tail = instance.client.journal.tail({ afterSeq: 0 }, { lastEventId });
        expect((await refusalOf(tail)).code).toMatch(/^(CONFLICT|BAD_REQUEST)$/);
      },
    );
  });
}
