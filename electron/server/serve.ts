import { chooseDataFolder } from '#server/choose-data-folder.ts';
import type { Example } from '#server/example/start-example.ts';
import { formatBanner } from '#server/format-banner.ts';
import type { HostedEngine } from '#server/host-engine.ts';
import { hostEngine } from '#server/host-engine.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { JsonOption } from '#server/print-answer.ts';
import type { ProgramHost } from '#server/program-host.ts';
import { reportFailure } from '#server/report-failure.ts';
import { listenForStopSignals } from '#server/stop-signals.ts';

export interface ServeOptions extends JsonOption {
  readonly data?: string;
  readonly jobs?: string;
  readonly workers?: number;
  readonly example?: true;
}

/** Runs the engine of a data folder until somebody asks it to end. */
export async function serve(options: ServeOptions, host: ProgramHost): Promise<void> {
  // Files, sockets and the output of jobs are nobody else's business.
  process.umask(0o077);
  const signals = listenForStopSignals();
  const dataFolder = chooseDataFolder({
    option: options.data,
    variable: host.environment['NIGHTDESK_DATA'],
    isExample: options.example,
  });
  const hosted = await startHosting(options, dataFolder, host);
  try {
    await whileServing(options, dataFolder, hosted, host, signals.asked);
  } finally {
    await hosted.stop();
    signals.close();
  }
}

/** The job file is read before anything is touched, and applied before anything is started. */
async function startHosting(
  { jobs, workers }: ServeOptions,
  dataFolder: string,
  host: ProgramHost,
): Promise<HostedEngine> {
  const applyJobs = jobs === undefined ? null : await readJobs(jobs);
  const tell = (error: unknown) => reportFailure(error, host);
  return hostEngine({
    ...{ dataFolder, version: host.version, workers, onDefect: tell },
    async prepare(client) {
      await applyJobs?.(client);
    },
    onFatal(error) {
      tell(error);
      process.exit(2);
    },
  });
}

/** Reading YAML is loaded only for this: an engine runs for weeks and should weigh little. */
async function readJobs(path: string): Promise<(client: InstanceClient) => Promise<unknown>> {
  const { applyJobFile, readCheckedFile } = await import('#server/apply-job-file.ts');
  const file = readCheckedFile(path);
  return (client) => applyJobFile(client, file, 'the engine was started with it');
}

async function loadExample(client: InstanceClient, dataFolder: string): Promise<Example> {
  const { startExample } = await import('#server/example/start-example.ts');
  return startExample({ client, dataFolder });
}

async function whileServing(
  { example: hasExample, json }: ServeOptions,
  dataFolder: string,
  { client, socketPath, stopRequested }: HostedEngine,
  { terminal, version }: ProgramHost,
  stopSignal: Promise<void>,
): Promise<void> {
  const example = hasExample === true ? await loadExample(client, dataFolder) : null;
  if (json === true) terminal.print(JSON.stringify({ pid: process.pid, socket: socketPath }));
  else {
    const { jobs } = await client.jobs.list();
    const workspace = example?.workspace ?? null;
    terminal.print(formatBanner({ version, dataFolder, socketPath, workspace, jobs }, terminal));
  }
  await Promise.race([stopSignal, stopRequested]);
  if (json !== true) terminal.print('Ending; processes that jobs started go on by themselves.');
  await example?.stop();
}
