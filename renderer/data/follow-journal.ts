/**
 * Follows an instance's journal while somebody can see the page. After a break, or after the page was hidden for a
 * while, it goes on from the last number that arrived, so nothing is missed and nothing comes twice; where too much
 * has happened meanwhile, it begins at the present, and everything that is shown is read again.
 */
import { ORPCError } from '@orpc/client';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import type { InstanceClient } from '#renderer/data/instance-client.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A page that is hidden for longer gives its stream back: a browser has six connections for all tabs of an origin. */
const HIDDEN_MS = 10_000;
/** More events than this are not told one by one. */
const CAUGHT_UP_COUNT = 2_000;

export interface JournalFollower {
  /** New events, in order. */
  readonly onEvents: (events: readonly JournalEvent[]) => void;
  /** The instance answers again, or what happened meanwhile cannot be told: what is shown is to be read again. */
  readonly onGap: () => void;
}

export function followJournal(client: InstanceClient, follower: JournalFollower): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const isOver = (): boolean => signal.aborted;
  const collect = createCollector(follower.onEvents);
  let lastSeq: number | null = null;
  let waitMs = FIRST_WAIT_MS;

  async function follow(streamSignal: AbortSignal): Promise<void> {
    const options = { signal: streamSignal };
    const { asOfSeq } = await client.instance.describe(undefined, options);
    // A journal that is shorter than what we have seen belongs to another database.
    const isTold = lastSeq !== null && asOfSeq >= lastSeq && asOfSeq - lastSeq < CAUGHT_UP_COUNT;
    const afterSeq = isTold && lastSeq !== null ? lastSeq : asOfSeq;
    const events = await client.journal.tail({ afterSeq }, options);
    lastSeq = afterSeq;
    waitMs = FIRST_WAIT_MS;
    useConnection.setState({ state: 'live' });
    follower.onGap();
    for await (const event of events) {
      lastSeq = event.seq;
      collect(event);
    }
  }

  /** Until the stream breaks, or the page has been hidden for a while. */
  async function followWhileSeen(): Promise<'hidden' | 'broken' | 'refused'> {
    const seen = followVisibility(signal);
    try {
      await follow(seen.signal);
      return 'broken';
    } catch (error) {
      if (error instanceof ORPCError && error.status === 401) return 'refused';
      return seen.signal.aborted ? 'hidden' : 'broken';
    } finally {
      seen.stop();
    }
  }

  async function keepFollowing(): Promise<void> {
    while (!isOver()) {
      await untilVisible(signal);
      const end = isOver() ? 'hidden' : await followWhileSeen();
      if (end === 'refused') useConnection.setState({ state: 'refused' });
      if (end === 'refused' || isOver()) return;
      if (end === 'hidden') continue;
      useConnection.setState(({ state, trueAt }) => ({
        state: 'lost',
        // Silence meant that nothing happened: up to now, what is shown was true.
        trueAt: state === 'live' ? Date.now() : trueAt,
      }));
      await wait(waitMs, signal);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  void keepFollowing();
  return () => ended.abort();
}

/** Events come one by one, by the hundred; what follows from them happens once a frame. */
function createCollector(
  hand: (events: readonly JournalEvent[]) => void,
): (event: JournalEvent) => void {
  let collected: JournalEvent[] = [];
  const handOver = (): void => {
    const events = collected;
    collected = [];
    hand(events);
  };
  return (event) => {
    collected.push(event);
    if (collected.length > 1) return;
    // A hidden page draws no frames; it still has to take in what happens.
    if (document.hidden) setTimeout(handOver, FIRST_WAIT_MS);
    else requestAnimationFrame(handOver);
  };
}

/** A signal that is aborted once the page has been hidden for a while, or `outer` is. */
function followVisibility(outer: AbortSignal): { signal: AbortSignal; stop: () => void } {
  const hidden = new AbortController();
  let timer: number | undefined;
  const look = (): void => {
    window.clearTimeout(timer);
    if (document.hidden) timer = window.setTimeout(() => hidden.abort(), HIDDEN_MS);
  };
  document.addEventListener('visibilitychange', look);
  look();
  return {
    signal: AbortSignal.any([outer, hidden.signal]),
    stop() {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    },
  };
}

async function untilVisible(signal: AbortSignal): Promise<void> {
  while (document.hidden && !signal.aborted) await wait(null, signal);
}

/** For a time, or for ever (`null`); ends early when the page is looked at again, the network is back, or something was read. */
function wait(durationMs: number | null, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    let timer: number | undefined;
    const end = (): void => {
      window.clearTimeout(timer);
      over.abort();
      resolve();
    };
    if (durationMs !== null) timer = window.setTimeout(end, durationMs);
    const options = { signal: over.signal };
    signal.addEventListener('abort', end, options);
    window.addEventListener('online', end, options);
    document.addEventListener('visibilitychange', end, options);
    over.signal.addEventListener(
      'abort',
      useConnection.subscribe(({ state }) => {
        if (state === 'connecting') end();
      }),
    );
    if (signal.aborted) end();
  });
}
