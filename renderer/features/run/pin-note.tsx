import { Pin } from 'lucide-react';
import type { Run } from '#shared/contract/run-schema.ts';
import { Moment } from '#renderer/parts/moment.tsx';

/** Who wants the run kept for good, since when, and why. */
export function PinNote({ run: { pinned } }: { readonly run: Run }) {
  if (pinned === null) return null;
  return (
    <p className="mt-0.5 flex items-center gap-1.5 text-text-2">
      <Pin size={14} aria-hidden className="shrink-0 text-text-3" />
      <span>
        Pinned by {pinned.by} <Moment at={pinned.at} as="near" />
        {pinned.reason === null ? ': never deleted.' : `: ${pinned.reason}`}
      </span>
    </p>
  );
}
