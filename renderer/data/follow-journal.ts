/**
 * Follows an instance's journal for as long as the page lives. After a break it goes on from the last number that
 * arrived, so nothing is missed and nothing comes twice; what waits between two tries grows up to ten seconds.
 */
import { ORPCError } from '@orpc/client';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import type { InstanceClient } from '#renderer/data/instance-client.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

export interface JournalFollower {
  /** New events, in order. */
  readonly onEvents: (events: readonly JournalEvent[]) => void;
  /** What happened in between cannot be told: everything that is shown is to be read again. */
  readonly onGap: () => void;
}

export function followJournal(client: InstanceClient, follower: JournalFollower): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  let lastSeq: number | null = null;
  let waitMs = FIRST_WAIT_MS;

  async function follow(): Promise<void> {
    const { asOfSeq } = await client.instance.describe(undefined, { signal });
    // A journal that is shorter than what we have seen belongs to another database.
    if (lastSeq === null || asOfSeq < lastSeq) {
      lastSeq = asOfSeq;
      follower.onGap();
    }
    const events = await client.journal.tail({ afterSeq: lastSeq }, { signal });
    useConnection.setState({ state: 'live', trueAt: Date.now() });
    waitMs = FIRST_WAIT_MS;
    for await (const event of events) {
      lastSeq = event.seq;
      collect(event);
    }
  }

  let collected: JournalEvent[] = [];
  /** Events come one by one, by the hundred; what follows from them happens once a frame. */
  function collect(event: JournalEvent): void {
    collected.push(event);
    if (collected.length === 1) nextFrame(hand);
  }
  function hand(): void {
    const events = collected;
    collected = [];
    useConnection.setState({ trueAt: Date.now() });
    follower.onEvents(events);
  }

  const isOver = (): boolean => signal.aborted;

  async function keepFollowing(): Promise<void> {
    while (!isOver()) {
      try {
        await follow();
      } catch (error) {
        if (isRefused(error)) {
          useConnection.setState({ state: 'refused' });
          return;
        }
      }
      if (isOver()) return;
      useConnection.setState({ state: 'lost' });
      await wait(waitMs, signal);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  void keepFollowing();
  return () => ended.abort();
}

function isRefused(error: unknown): boolean {
  return error instanceof ORPCError && error.status === 401;
}

/** A hidden page draws no frames; it still has to take in what happens. */
function nextFrame(action: () => void): void {
  if (document.hidden) setTimeout(action, FIRST_WAIT_MS);
  else requestAnimationFrame(action);
}

/** Ends early when the page is looked at again, or the network is back. */
function wait(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = (): void => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, durationMs);
    const options = { signal: over.signal };
    signal.addEventListener('abort', end, options);
    window.addEventListener('online', end, options);
    document.addEventListener('visibilitychange', end, options);
  });
}
