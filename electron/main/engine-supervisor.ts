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
  /** Tells the engine that the system has come back from sleep. */
  resumed(): void;
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
    // The timer of an engine that is there bounds its start or its end, and stays.
    if (isStopping || child !== null) return;
    timer?.cancel();
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
    if (report.type === 'ended') return order({ type: 'leave' });
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
    const final = stateAfterEnd(lastWord, isStopping);
    if (final !== null) return enter(final);
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

  async function endsWithin(limitMs: number): Promise<boolean> {
    const limit = new Promise<false>((resolve) => wait(limitMs, () => resolve(false)));
    const isEnded = await Promise.race([childEnded.promise.then(() => true), limit]);
    timer?.cancel();
    return isEnded;
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
    resumed: () => order({ type: 'resumed' }),
    async stop() {
      isStopping = true;
      timer?.cancel();
      const running = child;
      if (running === null) return;
      order({ type: 'stop' });
      if (await endsWithin(STOP_LIMIT_MS)) return;
      running.kill();
      await endsWithin(KILL_LIMIT_MS);
    },
  };
}

/** How things stand once the process has gone; `null` if it is to be started again. */
function stateAfterEnd(lastWord: EngineReport | null, isAsked: boolean): EngineState | null {
  if (isAsked) return { state: 'stopped', sentence: 'The engine was stopped.' };
  if (lastWord?.type === 'stopRequested') return { state: 'stopped', sentence: lastWord.sentence };
  return lastWord?.type === 'refused' ? { state: 'failed', sentence: lastWord.sentence } : null;
}
