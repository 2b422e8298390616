import type { EngineReport, EngineSettings } from '#shared/contract/engine-process.ts';
import type { EmitterPort } from '#shared/lib/plain-port.ts';
import { hostEngine } from '#server/host-engine.ts';
import { servePorts } from '#server/desktop/serve-ports.ts';

/** What answers the desktop's windows, be it an engine in this process or the way to another one. */
export interface DesktopHost {
  readonly dataFolder: string;
  readonly isAttached: boolean;
  /** Answers the contract on a port. */
  accept(port: EmitterPort): void;
  /** The system has come back from sleep. */
  resumed(): void;
  /** Resolves when it has ended, or is to end, without main having asked for that. */
  readonly over: Promise<EngineReport>;
  stop(): Promise<void>;
}

export interface DesktopHostOptions {
  readonly dataFolder: string;
  readonly settings: EngineSettings;
  readonly onDefect: (error: unknown) => void;
  readonly onFatal: (error: unknown) => void;
}

/** Runs the engine in this process: alone in its data folder, and reachable by the command line too. */
export async function hostForDesktop(options: DesktopHostOptions): Promise<DesktopHost> {
  const { dataFolder, settings, onDefect, onFatal } = options;
  // Our files, our sockets and the output of jobs are nobody else's business; what a job makes is its own.
  const jobFileMask = process.umask(0o077);
  const hosted = await hostEngine({
    ...{ dataFolder, jobFileMask, onDefect, onFatal, version: settings.version },
    ...{ workers: undefined },
    async prepare(client) {
      if (!settings.isExample) return null;
      const { prepareExample } = await import('#server/example/prepare-example.ts');
      return prepareExample(client, dataFolder);
    },
  });
  const { router, actorName } = hosted;
  const ports = servePorts({ router, actorName, onDefect });
  return {
    ...{ dataFolder, isAttached: false, accept: ports.accept, resumed: hosted.resumed },
    over: hosted.stopRequested.then(() => ({
      type: 'stopRequested',
      sentence: 'The engine was asked to stop.',
    })),
    async stop() {
      // Answers that are on their way arrive, that to the one who asked for the stop above all.
      await hosted.stop();
      ports.close();
    },
  };
}
