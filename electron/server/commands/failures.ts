import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { CSV_OF_FAILURES } from '#shared/contract/list-columns.ts';
import { formatFailures, formatMark } from '#server/format-failures.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import { parseSpan } from '#server/parse-argument.ts';
import type { CsvOption, JsonOption } from '#server/print-answer.ts';
import { CSV_OPTION, JSON_OPTION, printAnswer, printList } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import { runWithClient } from '#server/run-with-client.ts';

interface ListOptions extends CsvOption {
  readonly since: number;
  readonly job?: string;
}

const DEFAULT_SPAN = '7d';

/** `failures` lists groups of them; what can be said about one stands below it. */
export function addFailuresCommand(program: Command, host: ProgramHost): void {
  const failures = program
    .command('failures')
    .description('list failures that look alike, as groups; `failures resolve GROUP` and the like')
    .option('--since <span>', 'groups seen within this span', parseSpan, parseSpan(DEFAULT_SPAN))
    .option('--job <job>', 'only failures of this job')
    .option(...JSON_OPTION)
    .option(...CSV_OPTION)
    .action(({ since: spanMs, job, ...options }: ListOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const since = Math.max(0, host.terminal.now() - spanMs);
        const { groups } = await client.failures.list({ since, ...(job !== undefined && { job }) });
        const list = { rows: groups, form: CSV_OF_FAILURES };
        printList(host, options, list, () => formatFailures(groups, host.terminal));
      }),
    );
  const say = (word: Word, description: string) => addWord(failures, host, word, description);
  say('acknowledge', 'say that somebody knows of it: it needs nobody else until it comes back');
  say('resolve', 'say that all that failed so far has been set right');
  say('reopen', 'take back what was said last');
}

type Word = keyof Pick<InstanceClient['failures'], 'acknowledge' | 'resolve' | 'reopen'>;

function addWord(failures: Command, host: ProgramHost, word: Word, description: string): void {
  failures
    .command(word)
    .description(description)
    .argument('<group>', 'the group, as `failures` lists it')
    .option(...REASON_OPTION)
    .option(...JSON_OPTION)
    .action(
      (fingerprint: string, { reason, ...options }: JsonOption & ReasonOption, command: Command) =>
        runWithClient(host, command, async (client) => {
          const request = { commandId: randomUUID(), fingerprint, reason: reason ?? null };
          const { mark } = await client.failures[word](request);
          printAnswer(host, options, mark, () => formatMark(fingerprint, mark, host.terminal));
        }),
    );
}
