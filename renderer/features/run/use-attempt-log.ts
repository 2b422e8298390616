import { useEffect, useState } from 'react';
import type { Attempt } from '#shared/contract/run-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { isLostAnswer } from '#renderer/data/lost-answer.ts';
import { sentenceOfProblem } from '#renderer/data/use-instance-command.ts';
import { createLogLines } from '#renderer/features/run/log-lines.ts';

export interface AttemptLog {
  readonly lines: readonly string[];
  /** Bytes of the middle that were dropped because the output exceeded its cap. */
  readonly omittedBytes: number;
  readonly isComplete: boolean;
  /** Why it does not go on at the moment, or not at all. */
  readonly problem: string | null;
}

const NOTHING: AttemptLog = { lines: [], omittedBytes: 0, isComplete: false, problem: null };
const ASK_AGAIN_MS = 500;
const LONGEST_WAIT_MS = 5_000;
const PIECE_BYTES = 1_048_576;

/**
 * Reads an attempt's output from its beginning, and goes on reading while there is more to come. A broken connection
 * takes nothing away: it goes on where it was.
 */
export function useAttemptLog(run: string, attempt: Attempt | null): AttemptLog {
  const { client } = useInstance();
  const [log, setLog] = useState(NOTHING);
  const number = attempt?.number ?? null;

  useEffect(() => {
    if (number === null) return;
    const ended = new AbortController();
    const { signal } = ended;
    const collected = createLogLines();
    let offset = 0;
    let omittedBytes = 0;
    let waitMs = ASK_AGAIN_MS;
    const isOver = (): boolean => signal.aborted;

    /** Whether more may come. */
    async function readPiece(): Promise<boolean> {
      const request = { run, attempt: number, offset, maxBytes: PIECE_BYTES };
      const piece = await client.attempts.readLog(request, { signal });
      collected.add(piece.text);
      omittedBytes += piece.omittedBytes;
      offset = piece.nextOffset;
      waitMs = ASK_AGAIN_MS;
      const { isComplete } = piece;
      setLog({ lines: collected.lines(), omittedBytes, isComplete, problem: null });
      if (!isComplete && piece.text === '') await visibleDelay(waitMs, signal);
      return !isComplete;
    }

    async function read(): Promise<void> {
      for (let isMore = true; isMore && !isOver();) {
        try {
          isMore = await readPiece();
        } catch (error) {
          if (isOver()) return;
          setLog((known) => ({ ...known, problem: sentenceOfProblem(error) }));
          if (!isLostAnswer(error)) return;
          await visibleDelay(waitMs, signal);
          waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
        }
      }
    }

    void read();
    return () => ended.abort();
  }, [client, run, number]);

  return log;
}

/** A hidden window asks for nothing: it goes on when it is looked at. */
function visibleDelay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const options = { signal: over.signal };
    const end = (): void => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(() => {
      if (document.hidden) document.addEventListener('visibilitychange', end, options);
      else end();
    }, ms);
    signal.addEventListener('abort', end, options);
  });
}
