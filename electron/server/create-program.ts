import { Command } from 'commander';
import { addApplyCommand } from '#server/commands/apply.ts';
import { addBackfillCommand } from '#server/commands/backfill.ts';
import { addBulkCommand } from '#server/commands/bulk.ts';
import { addChangeRunCommands } from '#server/commands/change-run.ts';
import { addBackupCommand } from '#server/commands/backup.ts';
import { addCheckCommand } from '#server/commands/check.ts';
import { addCapacityCommand } from '#server/commands/capacity.ts';
import { addClockCommand } from '#server/commands/clock.ts';
import { addDoctorCommand } from '#server/commands/doctor.ts';
import { addEventsCommand } from '#server/commands/events.ts';
import { addExplainCommand } from '#server/commands/explain.ts';
import { addExportCommand } from '#server/commands/export.ts';
import { addFailuresCommand } from '#server/commands/failures.ts';
import { addJobsCommand } from '#server/commands/jobs.ts';
import { addLogCommand } from '#server/commands/log.ts';
import { addNextCommand } from '#server/commands/next.ts';
import { addOccurrencesCommand } from '#server/commands/occurrences.ts';
import { addOpenCommand } from '#server/commands/open.ts';
import { addOutputCommand } from '#server/commands/output.ts';
import { addPauseCommands } from '#server/commands/pause.ts';
import { addRetriggerCommand } from '#server/commands/retrigger.ts';
import { addRunCommand } from '#server/commands/run.ts';
import { addRunsCommand } from '#server/commands/runs.ts';
import { addServeCommand } from '#server/commands/serve.ts';
import { addShowCommand } from '#server/commands/show.ts';
import { addStopCommand } from '#server/commands/stop.ts';
import type { ProgramHost } from '#server/program-host.ts';

type AddCommand = (program: Command, host: ProgramHost) => void;

/** Every command, under the heading it has in the help. */
const GROUPS: Readonly<Record<string, readonly AddCommand[]>> = {
  'The engine:': [
    addServeCommand,
    addOpenCommand,
    addStopCommand,
    addDoctorCommand,
    addCapacityCommand,
    addClockCommand,
    addBackupCommand,
  ],
  'Jobs:': [
    addApplyCommand,
    addCheckCommand,
    addJobsCommand,
    addExportCommand,
    addPauseCommands,
    addOccurrencesCommand,
    addNextCommand,
  ],
  'Runs:': [
    addRunsCommand,
    addShowCommand,
    addLogCommand,
    addOutputCommand,
    addExplainCommand,
    addFailuresCommand,
    addEventsCommand,
    addRunCommand,
    addRetriggerCommand,
    addChangeRunCommands,
    addBulkCommand,
    addBackfillCommand,
  ],
};

/** The program with all its commands. It throws what it refuses, and prints nothing about it. */
export function createProgram(host: ProgramHost): Command {
  const program = new Command('nightdesk')
    .description('A scheduler for this machine, and a desk to watch it from.')
    .version(host.version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .option(
      '--data <folder>',
      'the data folder (default: the variable NIGHTDESK_DATA, or a folder of the platform)',
    )
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => host.terminal.print(text.trimEnd()),
      writeErr: () => undefined,
    })
    .exitOverride();
  for (const [heading, commands] of Object.entries(GROUPS)) {
    program.commandsGroup(heading);
    for (const addCommand of commands) addCommand(program, host);
  }
  program.addHelpText(
    'after',
    `\nExit codes: 0 done, 1 the run did not succeed or a test failed, 2 refused.`,
  );
  return program;
}
