import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import type { Problem } from '#shared/contract/errors.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { ConformanceEngine } from '#test/contract/conformance/conformance-engine.ts';

/** One way to reach an engine. */
export interface Binding {
  readonly client: InstanceClient;
  /** Cuts the connection in the middle of whatever is on its way. */
  drop(): Promise<void>;
}

/** What a part of the suite works with; nothing of it is there before the tests begin. */
export interface InstanceUnderTest {
  readonly client: InstanceClient;
  readonly engine: ConformanceEngine;
  /** A second connection. */
  connect(): Binding;
}

export interface Refused {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly Problem[];
}

export const commandId = (): string => randomUUID();
export const inAnHour = (): number => Date.now() + 3_600_000;

/** How an operation was refused; throws if it was not. */
export async function refusalOf(answer: Promise<unknown>): Promise<Refused> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error;
    const data = error.data as { problems?: readonly Problem[] } | undefined;
    const { code, message } = error as ORPCError<string, unknown>;
    return { code, message, problems: data?.problems ?? [] };
  }
  throw new Error('it was not refused');
}

/** Triggers a job by hand, in an hour if it is not to run at all. */
export async function trigger(
  { client }: InstanceUnderTest,
  job: string,
  more: { readonly input?: Run['input']; readonly at?: number } = {},
): Promise<Run> {
  return (await client.runs.trigger({ commandId: commandId(), job, ...more })).run;
}

/** The events after a number, up to and with the first that is the last one meant. */
export async function eventsUntil(
  client: InstanceClient,
  afterSeq: number,
  isLast: (event: JournalEvent, count: number) => boolean,
): Promise<readonly JournalEvent[]> {
  const events: JournalEvent[] = [];
  for await (const event of await client.journal.tail({ afterSeq })) {
    events.push(event);
    if (isLast(event, events.length)) break;
  }
  return events;
}

/** Waits by a snapshot and the journal after it until the run has come to a state. */
export async function untilState(
  { client }: InstanceUnderTest,
  id: string,
  state: RunState,
): Promise<Run> {
  const { run, asOfSeq } = await client.runs.get({ run: id });
  if (run.state === state) return run;
  await eventsUntil(client, asOfSeq, (event) => event.run === id && event.to === state);
  return (await client.runs.get({ run: id })).run;
}
