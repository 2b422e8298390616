import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { HttpServer, HttpServerOptions } from '#server/http/http-server.ts';
import { listenOnLoopback } from '#server/http/http-server.ts';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';
import type { TestEngine, TestEngineOptions } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

/** An engine in a test's hands that is served over HTTP, with a console of three files. */
export interface HttpHost {
  readonly engine: TestEngine;
  readonly server: HttpServer;
  readonly origin: string;
  /** Defects that came up while answering. */
  readonly defects: readonly unknown[];
  readonly dataFolder: string;
  readonly consoleFolder: string;
  /** As any program on this machine might call. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** As a program that has the token. */
  call(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export const PAGE = '<!doctype html><title>the console</title>';
export const SCRIPT = 'console.log("good night")';
/** Lies beside the console's folder, where nobody must get to. */
export const CANARY = 'a canary that nobody may see';

export interface HttpHostOptions extends Pick<HttpServerOptions, 'streams'> {
  readonly engine?: TestEngineOptions;
}

export async function startHttpHost({
  engine: engineOptions,
  ...more
}: HttpHostOptions = {}): Promise<HttpHost> {
  const folder = makeTemporaryFolder();
  const engine = await startTestEngine(engineOptions);
  const defects: unknown[] = [];
  const dataFolder = folder.path;
  const consoleFolder = makeConsole(folder.path);
  const { router, client } = engine;
  const server = await listenOnLoopback({
    ...{ router, client, dataFolder, consoleFolder, actorName: 'tester', port: 0 },
    onDefect: (error) => defects.push(error),
    ...more,
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const authorization = `Bearer ${server.token}`;
  const send = (at: string, init?: RequestInit) => fetch(`${origin}${at}`, init);
  return {
    ...{ engine, server, origin, defects, dataFolder, consoleFolder, fetch: send },
    call: (at, init = {}) =>
      send(at, {
        ...init,
        headers: { authorization, ...(init.headers as Record<string, string>) },
      }),
    async close() {
      await server.close();
      // What still runs in it would wait for the test's clock.
      engine.kill();
      folder.remove();
    },
  };
}

function makeConsole(folder: string): string {
  const consoleFolder = path.join(folder, 'renderer');
  mkdirSync(path.join(consoleFolder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'canary.txt'), CANARY);
  writeFileSync(path.join(consoleFolder, 'index.html'), PAGE);
  writeFileSync(path.join(consoleFolder, 'favicon.svg'), '<svg/>');
  writeFileSync(path.join(consoleFolder, 'assets', 'index-CfLm.js'), SCRIPT);
  return consoleFolder;
}
