import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { JournalViews } from '#engine/core/view-reader.ts';

/** Tells whoever follows the journal that it has grown. */
export interface JournalHub {
  /** New rows are on stable storage. */
  published(): void;
  /**
   * Every event after `afterSeq`, then each new one, in order and without a gap. It always reads from the
   * database, so a slow follower costs no memory. Ends on `close`, or when `signal` is aborted.
   */
  tail(afterSeq: number, signal?: AbortSignal): AsyncGenerator<JournalEvent, void>;
  close(): void;
}

const PAGE = 500;

export function createJournalHub(view: JournalViews): JournalHub {
  let isClosed = false;
  const sleepers = new Set<() => void>();

  function wakeAll(): void {
    const woken = [...sleepers];
    sleepers.clear();
    for (const wake of woken) wake();
  }

  /** Resolves at the next publication; the caller has just seen that nothing is there. */
  function nextPublication(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        sleepers.delete(wake);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      sleepers.add(wake);
      signal?.addEventListener('abort', wake);
    });
  }

  return {
    published: wakeAll,
    async *tail(afterSeq, signal) {
      let last = afterSeq;
      while (!isClosed && signal?.aborted !== true) {
        const events = view.readJournal(last, PAGE);
        for (const event of events) {
          yield event;
          last = event.seq;
        }
        if (events.length === 0) await nextPublication(signal);
      }
    },
    close() {
      isClosed = true;
      wakeAll();
    },
  };
}
