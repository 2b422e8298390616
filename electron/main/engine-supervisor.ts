/*
 * Looks after the process that runs the engine. It starts it, waits for its word that it is ready, and starts it again
 * when it ends unasked: after a growing while, and not for ever. Every window that has asked for a port gets one, and
 * gets a new one each time the engine comes up. A stop is asked for, waited for, and then enforced.
 *
 *   starting ─ready→ running ─end→ restarting ─→ starting
 *       └─refused→ failed            └─too often→ failed
 *   running ─asked by somebody→ stopped              failed, stopped ─restart→ starting
 */
import type { EngineState } from '#shared/contract/desktop-calls.ts';
import type { EngineOrder, EngineReport } from '#shared/contract/engine-process.ts';
import { engineReportSchema } from '#shared/contract/engine-process.ts';
import type { ChildProcess, DesktopClock, MessagePortMain } from '#main/electron-parts.ts';
import { nextRestartDelayMs } from '#main/restart-policy.ts';

export interface EngineSupervisorDeps {
  readonly fork: () => ChildProcess;
  readonly openChannel: () => { readonly port1: MessagePortMain; readonly port2: MessagePortMain };
  readonly clock: DesktopClock;
  readonly onState: (state: EngineState) => void;
}

export interface EngineSupervisor {
  start(): void;
  state(): EngineState;
  /** From now on `deliver` gets a port whenever there is a new one; one at once if the engine is running. */
  connect(window: object, deliver: (port: MessagePortMain) => void): void;
  disconnect(window: object): void;
  /** Starts an engine that is not running, without waiting any longer; else does nothing. */
  restart(): void;
  /** Ends the engine in order, or after a while by force. Nothing is started any more. */
  stop(): Promise<void>;
}

/** A database of an earlier version is brought up to date first, which may take its time. */
const READY_LIMIT_MS = 120_000;
/** The engine itself takes at most about seven seconds. */
const STOP_LIMIT_MS = 10_000;
const KILL_LIMIT_MS = 2_000;
const CRASHED = 'The engine ended unexpectedly.';

export function createEngineSupervisor(deps: EngineSupervisorDeps): EngineSupervisor {
  const { clock } = deps;
  const windows = new Map<object, (port: MessagePortMain) => void>();
  let current: EngineState = { state: 'starting' };
  let child: ChildProcess | null = null;
  let lastWord: EngineReport | null = null;
  let endedAt: number[] = [];
  let timer: { cancel(): void } | null = null;
  let isStopping = false;
  let childEnded = Promise.withResolvers<undefined>();

  function enter(state: EngineState): void {
    current = state;
    deps.onState(state);
  }

  function wait(delayMs: number, action: () => void): void {
    timer?.cancel();
    timer = clock.setTimer(delayMs, action);
  }

  function start(): void {
    timer?.cancel();
    if (isStopping || child !== null) return;
    enter({ state: 'starting' });
    lastWord = null;
    childEnded = Promise.withResolvers();
    const started = deps.fork();
    child = started;
    started.on('message', heard);
    started.on('exit', () => ended());
    wait(READY_LIMIT_MS, () => started.kill());
  }

  function heard(message: unknown): void {
    const { success, data: report } = engineReportSchema.safeParse(message);
    if (!success) return;
    lastWord = report;
    if (report.type !== 'ready') return;
    timer?.cancel();
    const { dataFolder, isAttached } = report;
    enter({ state: 'running', dataFolder, isAttached });
    for (const deliver of windows.values()) sendPort(deliver);
  }

  function sendPort(deliver: (port: MessagePortMain) => void): void {
    const { port1, port2 } = deps.openChannel();
    order({ type: 'port' }, [port1]);
    deliver(port2);
  }

  function order(message: EngineOrder, ports: MessagePortMain[] = []): void {
    child?.postMessage(message, ports);
  }

  function ended(): void {
    timer?.cancel();
    child = null;
    childEnded.resolve(undefined);
    if (isStopping) return enter({ state: 'stopped', sentence: 'The engine was stopped.' });
    if (lastWord?.type === 'stopRequested') {
      return enter({ state: 'stopped', sentence: lastWord.sentence });
    }
    if (lastWord?.type === 'refused')
      return enter({ state: 'failed', sentence: lastWord.sentence });
    endedAt.push(clock.monotonicNow());
    startLater(lastWord?.type === 'lost' ? lastWord.sentence : CRASHED);
  }

  function startLater(sentence: string): void {
    const delayMs = nextRestartDelayMs(endedAt);
    if (delayMs === null) {
      const giveUp = `${sentence} It was started again several times and is now left alone.`;
      return enter({ state: 'failed', sentence: giveUp });
    }
    enter({ state: 'restarting', sentence });
    wait(delayMs, start);
  }

  /** Resolves when the process is gone, at the latest after the limit. */
  async function untilEnded(limitMs: number): Promise<void> {
    const limit = new Promise<void>((resolve) => wait(limitMs, resolve));
    await Promise.race([childEnded.promise, limit]);
    timer?.cancel();
  }

  return {
    start,
    state: () => current,
    connect(window, deliver) {
      windows.set(window, deliver);
      if (current.state === 'running') sendPort(deliver);
    },
    disconnect: (window) => void windows.delete(window),
    restart() {
      endedAt = [];
      start();
    },
    async stop() {
      isStopping = true;
      timer?.cancel();
      if (child === null) return;
      order({ type: 'stop' });
      await untilEnded(STOP_LIMIT_MS);
      if (!child.kill()) return;
      await untilEnded(KILL_LIMIT_MS);
    },
  };
}
