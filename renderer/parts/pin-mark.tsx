import { Pin } from 'lucide-react';
import type { Run } from '#shared/contract/run-schema.ts';

/** That a run is kept for good, in lists; nothing for the usual run. */
export function PinMark({ pinned }: Pick<Run, 'pinned'>) {
  if (pinned === null) return null;
  const why = pinned.reason === null ? '' : `: ${pinned.reason}`;
  const text = `Pinned by ${pinned.by}${why}`;
  return (
    <span role="img" aria-label={text} title={text} className="shrink-0 text-text-3">
      <Pin size={12} aria-hidden />
    </span>
  );
}
