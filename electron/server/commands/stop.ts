import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Command } from 'commander';
import { Refusal } from '#shared/domain/refusal.ts';
import { isProcessAlive } from '#server/is-process-alive.ts';
import type { JsonOption } from '#server/print-answer.ts';
import { JSON_OPTION, printAnswer } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import type { ReasonOption } from '#server/reason-option.ts';
import { REASON_OPTION } from '#server/reason-option.ts';
import { runWithClient } from '#server/run-with-client.ts';

const LOOK_EVERY_MS = 50;
/** An engine gives what runs inside it a few seconds. */
const LONGEST_WAIT_MS = 30_000;

export function addStopCommand(program: Command, host: ProgramHost): void {
  program
    .command('stop')
    .description('end the engine in order, and wait until it is gone')
    .option(...REASON_OPTION)
    .option(...JSON_OPTION)
    .action((options: JsonOption & ReasonOption, command: Command) =>
      runWithClient(host, command, async (client, dataFolder) => {
        const { pid } = await client.instance.describe();
        await client.instance.stop({ commandId: randomUUID(), reason: options.reason ?? null });
        await untilGone(pid);
        printAnswer(
          host,
          options,
          { pid },
          () => `The engine of ${dataFolder} (process ${pid}) has ended.`,
        );
      }),
    );
}

async function untilGone(pid: number): Promise<void> {
  for (let waitedMs = 0; isProcessAlive(pid); waitedMs += LOOK_EVERY_MS) {
    if (waitedMs >= LONGEST_WAIT_MS) {
      throw new Refusal(
        'unavailable',
        `process ${pid} was asked to end and has not: see \`nightdesk doctor\``,
      );
    }
    await delay(LOOK_EVERY_MS);
  }
}
