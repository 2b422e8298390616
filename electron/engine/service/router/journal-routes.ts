import { withEventMeta } from '@orpc/server';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';

export function createJournalRoutes({ hub }: RouterDeps) {
  return {
    tail: operations.journal.tail.handler(async function* ({ input, signal, lastEventId }) {
      const afterSeq = lastEventId === undefined ? input.afterSeq : Number(lastEventId);
      for await (const event of hub.tail(afterSeq, signal)) {
        yield withEventMeta(event, { id: String(event.seq) });
      }
    }),
  };
}
