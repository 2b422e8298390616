import { ChevronDown } from 'lucide-react';
import type { SteadyGroups } from '#renderer/parts/failure-groups/use-steady-groups.ts';

/** Draws the list anew, with what has come since; nothing while nothing has. */
export function NewGroupsButton({ steady }: { readonly steady: SteadyGroups }) {
  if (steady.newCount === 0) return null;
  return (
    <button
      type="button"
      onClick={steady.showNew}
      className="inline-flex h-6 shrink-0 items-center gap-1 rounded-control bg-running-wash px-2 text-small font-medium whitespace-nowrap text-running hover:underline"
    >
      <ChevronDown size={12} aria-hidden="true" />
      {steady.newCount} new
    </button>
  );
}
