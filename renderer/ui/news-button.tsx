import { ChevronDown } from 'lucide-react';

export interface NewsButtonProps {
  /** What has come since the list was drawn. */
  readonly newCount: number;
  readonly showNew: () => void;
}

/** Draws a list anew, with what has come since; nothing while nothing has. */
export function NewsButton({ newCount, showNew }: NewsButtonProps) {
  if (newCount === 0) return null;
  return (
    <button
      type="button"
      onClick={showNew}
      className="inline-flex h-6 shrink-0 items-center gap-1 rounded-control bg-running-wash px-2 text-small font-medium whitespace-nowrap text-running hover:underline"
    >
      <ChevronDown size={12} aria-hidden="true" />
      {newCount} new
    </button>
  );
}
