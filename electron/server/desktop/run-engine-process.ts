import { setTimeout as delay } from 'node:timers/promises';
import type { EngineReport, EngineSettings } from '#shared/contract/engine-process.ts';
import { engineOrderSchema } from '#shared/contract/engine-process.ts';
import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { EmitterPort } from '#shared/lib/plain-port.ts';
import { chooseDataFolder } from '#server/choose-data-folder.ts';
import { complaintsOf } from '#server/complaint.ts';
import { attachToEngine } from '#server/desktop/attach-to-engine.ts';
import type { DesktopHost } from '#server/desktop/host-for-desktop.ts';
import { hostForDesktop } from '#server/desktop/host-for-desktop.ts';

/** The end of this process's line to main, as Electron's utility processes have it. */
export interface ParentPort {
  on(
    type: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly EmitterPort[] }) => void,
  ): unknown;
  postMessage(report: EngineReport): void;
}

/** A main process that has gone sends no orders. */
const LEAVE_LIMIT_MS = 1_000;

export interface EngineProcessOptions {
  readonly parentPort: ParentPort;
  readonly settings: EngineSettings;
  readonly onDefect: (error: unknown) => void;
  readonly onFatal: (error: unknown) => void;
}

/**
 * Runs the engine of the data folder, or attaches to the one that holds it, and does as main orders until either
 * the engine or main wants an end. Resolves with the exit code: 0 in order, 1 to be tried again, 2 refused.
 */
export async function runEngineProcess(options: EngineProcessOptions): Promise<number> {
  const { parentPort } = options;
  const stopOrder = Promise.withResolvers<null>();
  const leaveOrder = Promise.withResolvers<null>();
  const opening = openHost(options);
  parentPort.on('message', ({ data, ports }) => {
    const { type } = engineOrderSchema.parse(data);
    if (type === 'stop') stopOrder.resolve(null);
    if (type === 'leave') leaveOrder.resolve(null);
    opening.then(
      (host) => {
        ports.forEach(host.accept);
        if (type === 'resumed') host.resumed();
      },
      () => undefined,
    );
  });
  try {
    const host = await opening;
    const { dataFolder, isAttached } = host;
    const contractVersion = CONTRACT_VERSION;
    parentPort.postMessage({ type: 'ready', contractVersion, dataFolder, isAttached });
    const report = await Promise.race([stopOrder.promise, host.over]);
    if (report !== null) parentPort.postMessage(report);
    await host.stop();
    parentPort.postMessage({ type: 'ended' });
    await Promise.race([leaveOrder.promise, delay(LEAVE_LIMIT_MS)]);
    return report?.type === 'lost' ? 1 : 0;
  } catch (error) {
    return tellRefusal(error, options);
  }
}

/** A folder that another engine holds without answering is in the middle of a start or an end: to be tried again. */
function tellRefusal(error: unknown, { parentPort, onDefect }: EngineProcessOptions): number {
  if (!(error instanceof Refusal)) {
    onDefect(error);
    return 1;
  }
  const sentence = complaintsOf(error).join(' ');
  const isPassing = error.code === 'conflict';
  parentPort.postMessage({ type: isPassing ? 'lost' : 'refused', sentence });
  return isPassing ? 1 : 2;
}

async function openHost(options: EngineProcessOptions): Promise<DesktopHost> {
  const { dataFolder: option, isExample } = options.settings;
  const dataFolder = chooseDataFolder({
    option: option ?? undefined,
    variable: process.env['NIGHTDESK_DATA'],
    isExample,
  });
  try {
    return await hostForDesktop({ ...options, dataFolder });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error;
    const attached = await attachToEngine(dataFolder, options.onDefect);
    if (attached === null) throw error;
    return attached;
  }
}
