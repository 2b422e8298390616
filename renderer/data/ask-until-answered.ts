import { isLostAnswer } from '#renderer/data/lost-answer.ts';

/** A question of which we know neither that it arrived nor that it did not is asked this often besides the first time. */
const REPEATS = 6;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

export interface Patience {
  /** Aborted when the person who asks gives up. */
  readonly signal: AbortSignal;
  /** Called each time an answer was lost, before it is asked again. */
  readonly onLost: () => void;
  /** Resolves after that time, or at once when the signal is aborted. */
  readonly wait: (durationMs: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Asks again, always in the same words, while the answer is lost. A definite answer, a refusal included, ends it; so
 * does whoever gives up: from then on nothing is asked any more. The last loss is thrown then.
 */
export async function askUntilAnswered<Answer>(
  call: () => Promise<Answer>,
  { signal, onLost, wait }: Patience,
): Promise<Answer> {
  const isGivenUp = (): boolean => signal.aborted;
  for (let repeat = 0; ; repeat += 1) {
    try {
      return await call();
    } catch (failure) {
      if (!isLostAnswer(failure) || isGivenUp() || repeat === REPEATS) throw failure;
      onLost();
      await wait(Math.min(FIRST_WAIT_MS * 2 ** repeat, LONGEST_WAIT_MS), signal);
      if (isGivenUp()) throw failure;
    }
  }
}

/** The wait of a page. */
export function waitUnlessAborted(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(end, durationMs);
    signal.addEventListener('abort', end);
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
