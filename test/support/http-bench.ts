import { mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { AttemptRequest } from '#engine/core/executor.ts';
import { createHttpExecutor } from '#engine/executors/http-executor.ts';
import { createAttemptLogReader } from '#engine/executors/log/capped-log-reader.ts';
import { createCappedLog } from '#engine/executors/log/capped-log.ts';
import { anAttemptRequest } from '#test/support/attempt-request.ts';
import {
  startHttpServer,
  startHttpsServer,
  startRawServer,
  type Answer,
  type LoopbackServer,
} from '#test/support/loopback-server.ts';
import { withCountedTimers } from '#test/support/counted-timers.ts';
import { createRecordedReport } from '#test/support/recorded-report.ts';
import { createTestClock } from '#test/support/test-clock.ts';

/** A request whose repetition would be harmful. */
export const POST: Partial<AttemptRequest> = { method: 'POST' };

/** Attempts over real connections to servers of the test's own, which end with each test. Called once a file. */
export function createHttpBench() {
  let folder = '';
  const servers: LoopbackServer[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nightdesk-http-'));
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await rm(folder, { recursive: true });
  });

  async function kept(starting: Promise<LoopbackServer>) {
    const server = await starting;
    servers.push(server);
    return server;
  }

  function executorWith(connectTimeoutMs?: number) {
    const { clock, armedCount } = withCountedTimers(createTestClock());
    const executor = createHttpExecutor({
      openLog: (token) => createCappedLog(join(folder, token)),
      clock,
      version: '1.2.3',
      ...(connectTimeoutMs !== undefined && { connectTimeoutMs }),
    });
    return { clock, armedCount, executor };
  }

  function start(target: string, unusual: Partial<AttemptRequest> = {}, connectTimeoutMs?: number) {
    const { clock, armedCount, executor } = executorWith(connectTimeoutMs);
    const request = anAttemptRequest({ target, ...unusual });
    const report = createRecordedReport();
    const handle = executor.start(request, report);
    const output = async () => {
      const { bytes } = await createAttemptLogReader(folder).read(request.token, 0, 1_000_000);
      return Buffer.from(bytes);
    };
    return { clock, armedCount, report, handle, output };
  }

  return {
    executorWith,
    start,
    /** The outcome and the log of an attempt that ends by itself. */
    async carryOut(target: string, unusual: Partial<AttemptRequest> = {}) {
      const { report, output } = start(target, unusual);
      const outcome = await report.whenEnded;
      expect(report.hasStarted).toBe(true);
      return { outcome, log: (await output()).toString() };
    },
    serve: (answer: Answer) => kept(startHttpServer(answer)),
    serveTls: (answer: Answer) => kept(startHttpsServer(answer)),
    serveConnections: (onConnection: (socket: Socket) => void) =>
      kept(startRawServer(onConnection)),
    /** Answers the first bytes of every connection with exactly this text, and hangs up. */
    serveText: (text: string) =>
      kept(
        startRawServer((socket) => {
          socket.once('data', () => socket.end(text));
        }),
      ),
    /** Never says a word. `whenArrived` has the first connection: made, or, if it `isReading`, with bytes on it. */
    async serveSilence({ isReading }: { readonly isReading: boolean }) {
      const arrival = Promise.withResolvers<Socket>();
      const server = await kept(
        startRawServer((socket) => {
          if (isReading) socket.once('data', () => arrival.resolve(socket));
          else arrival.resolve(socket);
          socket.resume();
        }),
      );
      return { ...server, whenArrived: arrival.promise };
    },
  };
}
