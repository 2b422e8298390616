import { withEventMeta } from '@orpc/server';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { JournalHub } from '#engine/service/journal-hub.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

export function createJournalRoutes({ hub, store }: RouterDeps) {
  return {
    // Refused before the first event, so that it is an answer like any other and not the end of a stream.
    tail: operations.journal.tail.handler(async ({ input, signal, lastEventId }) => {
      const seq = lastEventId ?? String(input.afterSeq);
      if (!isKnown(seq, store.view.asOfSeq())) refuseToGoOn(seq);
      return numbered(hub, Number(seq), signal);
    }),
  };
}

/** A number that we have given out. One beyond the newest is of a later life of a database put back since. */
function isKnown(seq: string, newestSeq: number): boolean {
  return /^\d{1,16}$/.test(seq) && Number(seq) <= newestSeq;
}

function refuseToGoOn(seq: string): never {
  throw new Refusal(
    'conflict',
    `the journal has no event ${seq}, perhaps because a backup was put back: load everything anew, and follow from there`,
    'afterSeq',
  );
}

async function* numbered(
  hub: JournalHub,
  afterSeq: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<JournalEvent, void> {
  for await (const event of hub.tail(afterSeq, signal)) {
    yield withEventMeta(event, { id: String(event.seq) });
  }
}
