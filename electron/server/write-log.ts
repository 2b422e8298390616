import { setTimeout as delay } from 'node:timers/promises';
import type { InstanceClient } from '#server/instance-client.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import { isEndedRun } from '#shared/domain/run-state-table.ts';
import type { Terminal } from '#server/terminal.ts';
import { nextEventOf } from '#server/wait-for-run.ts';

/*
 * Writes the output of attempts. Output is no part of the journal: it is read in pieces from an offset, and
 * while an attempt runs, looked for again every now and then. Between attempts, and before the first one, the
 * journal says when to go on.
 */

export interface LogRequest {
  readonly run: string;
  /** `null`: the newest attempt. */
  readonly attempt: number | null;
}

/** How soon new output of a running attempt is looked for. */
const LOOK_EVERY_MS = 250;

/** Writes what one attempt has put out so far. */
export async function writeLog(
  client: InstanceClient,
  request: LogRequest,
  terminal: Terminal,
): Promise<void> {
  let offset = 0;
  for (;;) {
    const page = await writePage(client, { ...request, offset }, terminal);
    if (page.isComplete || page.nextOffset === offset) return;
    offset = page.nextOffset;
  }
}

/** Writes an attempt's output and that of every later one as it comes, until the run has ended. */
export async function followLog(
  client: InstanceClient,
  { run: id, attempt }: LogRequest,
  terminal: Terminal,
): Promise<void> {
  let number = attempt ?? (await firstAttempt(client, id));
  while (number !== null) {
    await followAttempt(client, { run: id, attempt: number }, terminal);
    number = await attemptAfter(client, id, number);
    if (number !== null) terminal.notice(`nightdesk: attempt ${number} of run ${id}`);
  }
}

/** The newest attempt, waited for if there is none; `null` if the run ended without any. */
async function firstAttempt(client: InstanceClient, id: string): Promise<number | null> {
  const { run } = await client.runs.get({ run: id });
  return run.attempts.at(-1)?.number ?? attemptAfter(client, id, 0);
}

/** The attempt that follows one, waited for; `null` once the run has ended without another. */
async function attemptAfter(
  client: InstanceClient,
  id: string,
  number: number,
): Promise<number | null> {
  for (;;) {
    const { run, asOfSeq } = await client.runs.get({ run: id });
    const following = nextNumber(run, number);
    if (following !== null || isEndedRun(run.state)) return following;
    await nextEventOf(client, id, asOfSeq, () => true);
  }
}

function nextNumber({ attempts }: Run, number: number): number | null {
  return attempts.find((attempt) => attempt.number > number)?.number ?? null;
}

async function followAttempt(
  client: InstanceClient,
  request: LogRequest,
  terminal: Terminal,
): Promise<void> {
  let offset = 0;
  for (;;) {
    const page = await writePage(client, { ...request, offset }, terminal);
    if (page.isComplete) return;
    if (page.nextOffset === offset) await delay(LOOK_EVERY_MS);
    offset = page.nextOffset;
  }
}

async function writePage(
  client: InstanceClient,
  request: LogRequest & { readonly offset: number },
  terminal: Terminal,
) {
  const page = await client.attempts.readLog(request);
  if (page.omittedBytes > 0) {
    terminal.notice(
      `nightdesk: ${page.omittedBytes} bytes were left out here, the output was too long`,
    );
  }
  if (page.text !== '') await terminal.write(page.text);
  return page;
}
