import type { Command } from 'commander';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { formatEvent } from '#server/format-event.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface EventsOptions extends JsonOption {
  readonly after?: number;
  readonly last: number;
  readonly follow?: true;
}

export function addEventsCommand(program: Command, host: ProgramHost): void {
  program
    .command('events')
    .description('list what happened: every run, attempt, job and pause, numbered without gaps')
    .option(
      '--after <number>',
      'what came after this event',
      parseCount(0, Number.MAX_SAFE_INTEGER),
    )
    .option('--last <count>', 'the newest of them, this many', parseCount(0, 100_000), 50)
    .option('--follow', 'go on with what happens from now on')
    .option('--json', 'print each as JSON on a line of its own, for scripts')
    .action((options: EventsOptions, command: Command) =>
      runWithClient(host, command, (client) => writeEvents(client, options, host)),
    );
}

async function writeEvents(
  client: InstanceClient,
  { after, last, follow, json }: EventsOptions,
  { terminal }: ProgramHost,
): Promise<void> {
  const { asOfSeq } = await client.instance.describe();
  const afterSeq = after ?? Math.max(0, asOfSeq - last);
  if (follow !== true && afterSeq >= asOfSeq) {
    refuseFuture(afterSeq, asOfSeq);
    return;
  }
  const format = (event: JournalEvent) =>
    json === true ? JSON.stringify(event) : formatEvent(event, terminal);
  for await (const event of await client.journal.tail({ afterSeq })) {
    await terminal.write(`${format(event)}\n`);
    if (follow !== true && event.seq >= asOfSeq) return;
  }
  if (follow === true) throw new Refusal('unavailable', 'the engine stopped');
}

/** Nothing has happened since: no answer is an answer. A number that was never given out is a mistake. */
function refuseFuture(afterSeq: number, newestSeq: number): void {
  if (afterSeq === newestSeq) return;
  const sentence = `there is no event ${afterSeq} yet: the newest is ${newestSeq}`;
  throw new Refusal('invalid_input', sentence, 'after');
}
