import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Attempt, Run } from '#shared/contract/run-schema.ts';
import { useAttemptLog } from '#renderer/features/run/use-attempt-log.ts';
import { tellsError } from '#renderer/features/run/tells-error.ts';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { formatBytes } from '#shared/lib/format-bytes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

const LINE = 18;
/** Closer to the end than this, the view goes on following it. */
const FOLLOW_WITHIN = 24;

/** What an attempt said, live while it runs. Only the lines in view are drawn, however many there are. */
export function LogTab({ run, attempt }: { readonly run: Run; readonly attempt: Attempt | null }) {
  const log = useAttemptLog(run.id, attempt);
  const place = useRef<HTMLDivElement>(null);
  const [isFollowing, setIsFollowing] = useState(true);
  const { lines } = log;
  // The virtualizer's functions may not be memoised; nothing here is.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => LINE,
    overscan: 20,
  });

  useEffect(() => {
    if (isFollowing && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [isFollowing, lines.length, rows]);

  function onScroll(): void {
    const { current } = place;
    if (current === null) return;
    const left = current.scrollHeight - current.scrollTop - current.clientHeight;
    setIsFollowing(left < FOLLOW_WITHIN);
  }

  if (attempt === null) return <LogNote text="It has not started, so it has said nothing." />;
  if (lines.length === 0) {
    if (log.problem !== null) return <LogNote text={log.problem} />;
    return <LogNote text={log.isComplete ? 'It said nothing.' : 'It has said nothing yet.'} />;
  }
  return (
    <div className="relative flex h-full flex-col">
      {log.problem !== null && (
        <div className="shrink-0 px-5 pt-2">
          <Notice tone="warning" title={`It goes no further for now. ${log.problem}`} isAlert />
        </div>
      )}
      <div
        ref={place}
        onScroll={onScroll}
        className="min-h-0 grow overflow-auto py-2"
        tabIndex={0}
        role="log"
        aria-label="Log"
        // Lines are drawn again while somebody scrolls: only what is new at the end is worth being read aloud.
        aria-live={isFollowing && !log.isComplete ? 'polite' : 'off'}
      >
        <div style={{ height: rows.getTotalSize() }} className="machine relative min-w-full">
          {rows.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              style={{ transform: `translateY(${start}px)`, height: LINE }}
              className={joinClasses(
                'absolute top-0 left-0 flex min-w-full gap-3 pr-5 whitespace-pre',
                tellsError(lines[index] ?? '') && 'bg-failed-wash text-failed',
              )}
            >
              <span className="w-12 shrink-0 text-right text-text-3 select-none">{index + 1}</span>
              <span>{lines[index]}</span>
            </div>
          ))}
        </div>
      </div>
      {log.omittedBytes > 0 && (
        <div className="absolute top-2 right-5 rounded-control bg-raised px-2 py-1 text-small shadow-float">
          {formatBytes(log.omittedBytes)} in the middle were not kept
        </div>
      )}
      {!isFollowing && (
        <div className="absolute right-5 bottom-3">
          <Button size="small" onClick={() => setIsFollowing(true)}>
            {log.isComplete ? 'Go to the end' : 'Follow'}
          </Button>
        </div>
      )}
    </div>
  );
}

function LogNote({ text }: { readonly text: string }) {
  return <p className="px-5 py-3 text-text-2">{text}</p>;
}
