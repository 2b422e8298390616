import type { Job } from '#shared/contract/job-schema.ts';
import { formatCard } from '#server/card.ts';
import { chooseDataFolder } from '#server/choose-data-folder.ts';
import { formatJobs } from '#server/format-jobs.ts';
import type { Terminal } from '#server/terminal.ts';

export interface BannerFacts {
  readonly version: string;
  readonly dataFolder: string;
  readonly socketPath: string;
  /** Where the console is, good for one visit; `null` if none is served. */
  readonly url: string | null;
  /** The port that was wished for and is somebody else's; `null` if nothing stood in the way. */
  readonly takenPort: number | null;
  /** Where the files of the example are; `null` without the example. */
  readonly workspace: string | null;
  readonly jobs: readonly Job[];
}

/** What `serve` says to a person once it is ready: what runs here, and how to go on. */
export function formatBanner(facts: BannerFacts, terminal: Terminal): string {
  const { version, dataFolder, socketPath, url, takenPort, workspace, jobs } = facts;
  const card = formatCard([
    ['console', url],
    ['data folder', dataFolder],
    ['socket', socketPath],
    ['files', workspace],
  ]);
  const option = dataOption(dataFolder);
  const program = programName();
  return [
    `Nightdesk ${version} runs, process ${process.pid}.`,
    card,
    ...(takenPort === null ? [] : [`Port ${takenPort} is taken, so the console has another one.`]),
    formatJobs(jobs, terminal),
    `Go on in another terminal, with \`${program} runs${option}\`, \`${program} run JOB${option}\` or ` +
      `\`${program} --help\`.\n${reopening(url, `${program} open${option}`)}Ctrl-C ends it.`,
  ].join('\n\n');
}

/** The address above lets one in once. */
function reopening(url: string | null, command: string): string {
  return url === null ? '' : `The console can be opened again with \`${command}\`. `;
}

/** What a person types: in a clone of the sources, npm stands before the program. */
function programName(): string {
  const isByNpm = ['nightdesk', 'start'].includes(process.env['npm_lifecycle_event'] ?? '');
  return isByNpm ? 'npm run nightdesk --' : 'nightdesk';
}

/** What other commands need to find this engine; another terminal may not have the variable that named its folder. */
function dataOption(dataFolder: string): string {
  const usual = chooseDataFolder({ option: undefined, variable: undefined });
  return dataFolder === usual
    ? ''
    : ` --data ${/\s/.test(dataFolder) ? `"${dataFolder}"` : dataFolder}`;
}
