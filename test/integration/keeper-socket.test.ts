import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKeeperServer } from '#engine/executors/process/keeper-server.ts';
import { removeDeadSocket } from '#engine/executors/process/keeper-socket.ts';
import { createProcessWorkspace, startAttempt } from '#test/support/process-workspace.ts';
import type { ProcessWorkspace } from '#test/support/process-workspace.ts';

let workspace: ProcessWorkspace;
beforeEach(() => {
  workspace = createProcessWorkspace();
});
afterEach(() => workspace.close());

/** A keeper in this very process, and when it has ended for want of work. */
function startKeeper() {
  const { dataFolder, socketPath } = workspace;
  const idle = Promise.withResolvers<undefined>();
  const onIdle = () => idle.resolve(undefined);
  return {
    isListening: startKeeperServer({ dataFolder, socketPath, onIdle }),
    whenIdle: idle.promise,
  };
}

/** Puts a socket in the keeper's place on which nobody listens. */
async function leaveDeadSocket(): Promise<void> {
  const server = createServer();
  const path = workspace.path('dead');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  renameSync(path, workspace.socketPath);
  await new Promise((resolve) => server.close(resolve));
}

async function countListening(keepers: readonly ReturnType<typeof startKeeper>[]): Promise<number> {
  const answers = await Promise.all(keepers.map(({ isListening }) => isListening));
  return answers.filter((isListening) => isListening).length;
}

describe.runIf(process.platform !== 'win32')('the socket of the keeper', () => {
  it('is never taken by two keepers that come up at once', async () => {
    const keepers = [startKeeper(), startKeeper(), startKeeper()];
    expect(await countListening(keepers)).toBe(1);
    await Promise.any(keepers.map(({ whenIdle }) => whenIdle));
    expect(readdirSync(workspace.dataFolder)).toEqual([]);
  });

  it('is never taken by two keepers that come up at once over that of a dead one', async () => {
    await leaveDeadSocket();
    expect(await countListening([startKeeper(), startKeeper()])).toBeLessThanOrEqual(1);
    await removeDeadSocket(workspace.socketPath);
    expect(await countListening([startKeeper(), startKeeper()])).toBe(1);
  });

  it('is removed by the engine only where nobody listens', async () => {
    const { isListening, whenIdle } = startKeeper();
    expect(await isListening).toBe(true);
    await removeDeadSocket(workspace.socketPath);
    expect(statSync(workspace.socketPath).isSocket()).toBe(true);
    await whenIdle;
    expect(existsSync(workspace.socketPath)).toBe(false);
  });

  it('stays where a keeper ends for want of work, if it has become that of another', async () => {
    const { isListening, whenIdle } = startKeeper();
    expect(await isListening).toBe(true);
    await leaveDeadSocket();
    await whenIdle;
    expect(statSync(workspace.socketPath).isSocket()).toBe(true);
  });

  it('is taken over where a dead keeper has left it behind', async () => {
    await leaveDeadSocket();
    const { report } = startAttempt(workspace.anExecutor(), { target: 'exec:true' });
    expect(await report.whenEnded).toMatchObject({ kind: 'succeeded' });
  });
});
