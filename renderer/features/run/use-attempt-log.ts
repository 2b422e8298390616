import { useEffect, useState } from 'react';
import type { Attempt } from '#shared/contract/run-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { createLogLines } from '#renderer/features/run/log-lines.ts';

export interface AttemptLog {
  readonly lines: readonly string[];
  /** Bytes of the middle that were dropped because the output exceeded its cap. */
  readonly omittedBytes: number;
  readonly isComplete: boolean;
  readonly problem: string | null;
}

const NOTHING: AttemptLog = { lines: [], omittedBytes: 0, isComplete: false, problem: null };
const ASK_AGAIN_MS = 500;

/** Reads an attempt's output from its beginning, and goes on reading while there is more to come. */
export function useAttemptLog(run: string, attempt: Attempt | null): AttemptLog {
  const { client } = useInstance();
  const [log, setLog] = useState(NOTHING);
  const number = attempt?.number ?? null;

  useEffect(() => {
    if (number === null) return;
    const ended = new AbortController();
    const { signal } = ended;

    async function read(): Promise<void> {
      const collected = createLogLines();
      let offset = 0;
      let omittedBytes = 0;
      while (!signal.aborted) {
        const piece = await client.attempts.readLog({ run, attempt: number, offset }, { signal });
        collected.add(piece.text);
        omittedBytes += piece.omittedBytes;
        offset = piece.nextOffset;
        const { isComplete } = piece;
        setLog({ lines: collected.lines(), omittedBytes, isComplete, problem: null });
        if (isComplete) return;
        if (piece.text === '') await visibleDelay(ASK_AGAIN_MS, signal);
      }
    }

    read().catch((error: unknown) => {
      if (!signal.aborted) setLog((known) => ({ ...known, problem: sentenceOfProblem(error) }));
    });
    return () => ended.abort();
  }, [client, run, number]);

  return log;
}

/** A hidden window asks for nothing: it goes on when it is looked at. */
function visibleDelay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const options = { signal };
    const end = (): void => {
      if (!document.hidden) return resolve();
      document.addEventListener('visibilitychange', () => resolve(), { ...options, once: true });
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
