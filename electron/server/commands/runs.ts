import type { Command } from 'commander';
import { Option } from 'commander';
import type { Run } from '#shared/contract/run-schema.ts';
import type { RunState } from '#shared/domain/run-state-table.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';
import { formatInstant } from '#server/format-time.ts';
import { parseCount } from '#server/parse-argument.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

interface RunsOptions extends JsonOption {
  readonly state?: RunState;
  readonly job?: string;
  readonly limit: number;
}

export function addRunsCommand(program: Command, host: ProgramHost): void {
  program
    .command('runs')
    .description('list runs, the newest first')
    .addOption(new Option('--state <state>', 'only runs in this state').choices(RUN_STATES))
    .option('--job <job>', 'only runs of this job')
    .option('--limit <count>', 'at most this many', parseCount(1, 1_000), 50)
    .option(...JSON_OPTION)
    .action(({ json, state, ...filter }: RunsOptions, command: Command) =>
      runWithClient(host, command, async (client) => {
        const { runs } = await client.runs.list({ ...filter, ...(state && { state: [state] }) });
        printAnswer(host, { ...(json && { json }) }, runs, () => formatRuns(runs, host.terminal));
      }),
    );
}

function formatRuns(runs: readonly Run[], terminal: Terminal): string {
  if (runs.length === 0) return 'There are no such runs.';
  const rows = runs.map((run) => [
    run.id,
    run.job,
    run.state,
    `${run.attemptCount}/${run.maxAttempts}`,
    formatInstant(lastInstant(run), terminal),
    run.requestLine,
    run.message ?? '',
  ]);
  return formatTable(
    ['RUN', 'JOB', 'STATE', 'ATTEMPTS', 'WHEN', 'REQUEST', 'MESSAGE'],
    rows,
    terminal,
  );
}

/** The instant that tells most about a run in its state: when it ended, goes on, or was due. */
function lastInstant(run: Run): number {
  return run.endedAt ?? run.nextAttemptAt ?? run.startedAt ?? run.dueAt;
}
