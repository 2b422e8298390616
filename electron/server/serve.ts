import { chooseDataFolder } from '#server/choose-data-folder.ts';
import { exampleWorkspace } from '#server/example/example-workspace.ts';
import { formatBanner } from '#server/format-banner.ts';
import type { HostedEngine, HostEngineOptions } from '#server/host-engine.ts';
import { hostEngine } from '#server/host-engine.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { JsonOption } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { openBrowser } from '#server/open-browser.ts';
import { reportFailure } from '#server/report-failure.ts';
import { listenForStopSignals } from '#server/stop-signals.ts';

export interface ServeOptions extends JsonOption {
  readonly data?: string;
  readonly jobs?: string;
  readonly workers?: number;
  readonly keepBackups?: number;
  readonly port: number;
  /** `--no-http` makes it false. */
  readonly http: boolean;
  /** Shows the console in the browser once it is there. */
  readonly open?: true;
  readonly example?: true;
}

/** Runs the engine of a data folder until somebody asks it to end. */
export async function serve(options: ServeOptions, host: ProgramHost): Promise<void> {
  // Our files, our sockets and the output of jobs are nobody else's business; what a job makes is its own.
  const jobFileMask = process.umask(0o077);
  const signals = listenForStopSignals();
  const dataFolder = chooseDataFolder({
    option: options.data,
    variable: host.environment['NIGHTDESK_DATA'],
    isExample: options.example,
  });
  const hosted = await startHosting(options, { dataFolder, jobFileMask }, host);
  try {
    await whileServing(options, dataFolder, hosted, host, signals.asked);
  } finally {
    await hosted.stop();
    signals.close();
  }
}

/** The job file is read before anything is touched, and applied before anything is started. */
async function startHosting(
  { jobs, workers, keepBackups, http, port, example }: ServeOptions,
  place: Pick<HostEngineOptions, 'dataFolder' | 'jobFileMask'>,
  host: ProgramHost,
): Promise<HostedEngine> {
  const applyJobs = jobs === undefined ? null : await readJobs(jobs, host);
  const tell = (error: unknown) => reportFailure(error, host);
  return hostEngine({
    ...{ ...place, version: host.version, workers, onDefect: tell },
    keptBackups: keepBackups,
    httpPort: http ? port : undefined,
    async prepare(client) {
      await applyJobs?.(client);
      if (example !== true) return null;
      const { prepareExample } = await import('#server/example/prepare-example.ts');
      return prepareExample(client, place.dataFolder);
    },
    onFatal(error) {
      tell(error);
      process.exit(2);
    },
  });
}

/** Reading YAML is loaded only for this: an engine runs for weeks and should weigh little. */
async function readJobs(
  path: string,
  { terminal }: ProgramHost,
): Promise<(client: InstanceClient) => Promise<void>> {
  const { applyJobFile, readCheckedFile, warningsOf } = await import('#server/apply-job-file.ts');
  const file = readCheckedFile(path);
  return async (client) => {
    const results = await applyJobFile(client, file, { reason: 'the engine was started with it' });
    for (const warning of warningsOf(file, results)) {
      terminal.notice(`nightdesk: warning: ${warning}`);
    }
  };
}

async function whileServing(
  options: ServeOptions,
  dataFolder: string,
  hosted: HostedEngine,
  host: ProgramHost,
  stopSignal: Promise<void>,
): Promise<void> {
  const workspace = options.example === true ? exampleWorkspace(dataFolder) : null;
  if (options.json === true) printReady(hosted, host);
  else await printBanner({ options, dataFolder, workspace, hosted, host });
  if (options.open === true && hosted.http !== null) {
    openBrowser(hosted.http.newUrl(), { environment: host.environment, dataFolder });
  }
  await Promise.race([stopSignal, hosted.stopRequested]);
  if (options.json !== true) {
    host.terminal.print('Ending; processes that jobs started go on by themselves.');
  }
  await hosted.stop();
}

function printReady({ socketPath, http }: HostedEngine, { terminal }: ProgramHost): void {
  const access = http === null ? {} : { url: http.newUrl(), token: http.token };
  terminal.print(JSON.stringify({ pid: process.pid, socket: socketPath, ...access }));
}

interface Serving {
  readonly options: ServeOptions;
  readonly dataFolder: string;
  readonly workspace: string | null;
  readonly hosted: HostedEngine;
  readonly host: ProgramHost;
}

async function printBanner(serving: Serving): Promise<void> {
  const { options, dataFolder, workspace, hosted, host } = serving;
  const { client, socketPath, http } = hosted;
  const { terminal, version } = host;
  const { jobs } = await client.jobs.list();
  const url = http?.newUrl() ?? null;
  const takenPort =
    http === null || options.port === 0 || http.port === options.port ? null : options.port;
  const facts = { version, dataFolder, socketPath, url, takenPort, workspace, jobs };
  terminal.print(formatBanner(facts, terminal));
}
