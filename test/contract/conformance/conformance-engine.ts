import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '#engine/create-engine.ts';
import type { Engine } from '#engine/compose-engine.ts';
import type { BuiltinContext } from '#engine/executors/builtin/builtin-handler.ts';
import type { Actor } from '#engine/core/live-run.ts';
import { acquireDataFolder } from '#engine/data-folder.ts';
import { startHttpServer } from '#test/support/loopback-server.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

export interface ConformanceEngine {
  readonly engine: Engine;
  readonly dataFolder: string;
  /** Whoever calls through the bindings of this machine. */
  readonly actorName: string;
  /** The jobs that the suite works with. */
  readonly definitions: Record<string, unknown>[];
  /** Resolves with whoever asked the engine to stop. */
  readonly stopRequested: Promise<Actor>;
  stop(): Promise<void>;
}

/** A real engine on a temporary folder, with jobs for every way that a run can go. */
export async function startConformanceEngine(): Promise<ConformanceEngine> {
  const folder = makeTemporaryFolder();
  const dataFolder = join(folder.path, 'data');
  const lock = acquireDataFolder(dataFolder, Date.now());
  // Reads a whole request, and hangs up without an answer.
  const silent = await startHttpServer((response) => void response.destroy());
  const stopRequest = Promise.withResolvers<Actor>();
  const engine = createEngine({
    ...{ dataFolder, version: '0.0.0' },
    builtins: { talk },
    onStopRequested: stopRequest.resolve,
    onFatal: (error) => {
      throw error;
    },
  });
  engine.start();
  return {
    ...{ engine, dataFolder, definitions: definitions(`http://${silent.host}/orders`) },
    actorName: userInfo().username,
    stopRequested: stopRequest.promise,
    async stop() {
      await engine.stop();
      lock.release();
      await silent.close();
      folder.remove();
    },
  };
}

function talk({ input, log }: BuiltinContext): undefined {
  const { text } = input;
  log(typeof text === 'string' ? `${text}\n` : 'nothing to say\n');
}

function definitions(silentUrl: string): Record<string, unknown>[] {
  const customer = { type: 'string' };
  const schema = { type: 'object', properties: { customer }, required: ['customer'] };
  const once = { maxAttempts: 1 };
  return [
    { name: 'quick', method: 'GET', target: 'builtin:noop' },
    { name: 'talker', method: 'POST', target: 'builtin:talk', input: { text: 'grüße' } },
    { name: 'slow', method: 'POST', target: 'builtin:sleep', input: { ms: 600_000 } },
    { name: 'failing', method: 'POST', target: 'builtin:fail', retry: once },
    { name: 'strict', method: 'POST', target: 'builtin:noop', inputSchema: schema },
    { name: 'unanswered', method: 'POST', target: silentUrl, retry: once },
    { name: 'ticking', method: 'GET', target: 'builtin:noop', triggers: [{ cron: '* * * * * *' }] },
  ];
}
