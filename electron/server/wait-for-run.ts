import type { InstanceClient } from '#server/instance-client.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { isEndedRun } from '#shared/domain/run-state-table.ts';

/**
 * Waits until nothing more happens to a run by itself: it is final, `unknown` or `held`. A snapshot says how
 * things stand and up to which journal number that is true; from there the journal tells every change.
 */
export async function waitForRun(
  client: InstanceClient,
  id: string,
  onLook: (run: Run) => Promise<void> = () => Promise.resolve(),
): Promise<Run> {
  for (;;) {
    const { run, asOfSeq } = await client.runs.get({ run: id });
    if (isEndedRun(run.state)) return run;
    await onLook(run);
    await nextEventOf(client, id, asOfSeq, (event) => event.type.startsWith('run.'));
  }
}

/** Waits for the first event of a run after a journal number that is one of those that are meant. */
export async function nextEventOf(
  client: InstanceClient,
  id: string,
  afterSeq: number,
  isMeant: (event: JournalEvent) => boolean,
): Promise<JournalEvent> {
  for await (const event of await client.journal.tail({ afterSeq })) {
    if (event.run === id && isMeant(event)) return event;
  }
  throw new Refusal(
    'unavailable',
    `the engine stopped before run ${id} had ended: see \`nightdesk show ${id}\` once it runs again`,
  );
}
