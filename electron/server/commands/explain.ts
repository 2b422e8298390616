import type { Command } from 'commander';
import type { JobExplanation, RunExplanation } from '#shared/contract/explanation-schema.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { isNotFound } from '#server/complaint.ts';
import { formatJobExplanation, formatRunExplanation } from '#server/format-explanation.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { runWithClient } from '#server/run-with-client.ts';
import type { Terminal } from '#server/terminal.ts';

/** A run's id, `k7fq-1042`; a job may have such a name too, and goes first. */
const RUN_ID = /^[a-z2-9]{4}-\d+$/;

export function addExplainCommand(program: Command, host: ProgramHost): void {
  program
    .command('explain')
    .description('say why a run, or a job, is not running')
    .argument('<run or job>', 'the id of a run, or the name of a job')
    .option(...JSON_OPTION)
    .action((name: string, options: JsonOption, command: Command) =>
      runWithClient(host, command, async (client) => {
        const explanation = await explain(client, name);
        printAnswer(host, options, explanation, () =>
          formatExplanation(explanation, host.terminal),
        );
      }),
    );
}

type Explanation = RunExplanation | JobExplanation;

async function explain(client: InstanceClient, name: string): Promise<Explanation> {
  try {
    return await client.jobs.explain({ job: name });
  } catch (error) {
    if (!isNotFound(error) || !RUN_ID.test(name)) throw error;
  }
  try {
    return await client.runs.explain({ run: name });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    throw new Refusal(
      'not_found',
      `there is neither a run nor a job "${name}": see \`nightdesk runs\``,
    );
  }
}

function formatExplanation(explanation: Explanation, terminal: Terminal): string {
  return 'runs' in explanation
    ? formatJobExplanation(explanation, terminal)
    : formatRunExplanation(explanation, terminal);
}
