import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { acquireDataFolder } from '#engine/data-folder.ts';
import type { Surroundings } from '#server/host-engine.ts';
import { hostEngine } from '#server/host-engine.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';

let folder: ReturnType<typeof makeTemporaryFolder>;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => folder.remove());

const nap = { name: 'nap', method: 'POST', target: 'builtin:sleep', input: { ms: 1 } };

/** Hosts an engine whose surroundings are what the test says. */
function host(prepare: (client: InstanceClient) => Promise<Surroundings>) {
  const fail = (error: unknown) => {
    throw error;
  };
  return hostEngine({
    ...{ dataFolder: folder.path, version: '0.0.0', workers: undefined, prepare },
    ...{ onDefect: fail, onFatal: fail },
  });
}

async function triggerNap(client: InstanceClient): Promise<string> {
  await client.jobs.apply({ commandId: 'a', definitions: [nap], defaultZone: 'UTC' });
  return (await client.runs.trigger({ commandId: 'b', job: 'nap' })).run.id;
}

test('what jobs need is there before the engine starts anything, and until it has ended', async () => {
  const seen: string[] = [];
  const hosted = await host(async (client) => {
    const run = await triggerNap(client);
    const stateOf = async () => (await client.runs.get({ run })).run.state;
    seen.push(`prepared while ${await stateOf()}`);
    return {
      async engineStarted() {
        await vi.waitFor(async () => expect(await stateOf()).not.toBe('ready'));
        seen.push('started');
      },
      async engineEnded() {
        const isRefused = await stateOf().catch(() => 'the engine is gone');
        seen.push(`ended when ${isRefused}`);
      },
    };
  });
  await hosted.stop();
  expect(seen).toEqual(['prepared while ready', 'started', 'ended when the engine is gone']);
});

test('surroundings that fail once the engine runs end with it, and let the data folder go', async () => {
  const seen: string[] = [];
  const hosting = host(async () => ({
    engineStarted: () => Promise.reject(new Error('the first run was refused')),
    engineEnded: async () => void seen.push('ended'),
  }));
  await expect(hosting).rejects.toThrow('the first run was refused');
  expect(seen).toEqual(['ended']);
  acquireDataFolder(folder.path, Date.now()).release();
});
