import { Check } from 'lucide-react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { stateOfGroup } from '#renderer/parts/failure-groups/failure-group.ts';

/** Open is loud, under way is amber, resolved is quiet. */
export function GroupStateWord({ group }: { readonly group: FailureGroup }) {
  const state = stateOfGroup(group);
  if (state === 'open') {
    const isUnknown = group.unknownCount === group.openCount;
    return (
      <span className={`font-medium ${isUnknown ? 'text-unknown' : 'text-failed'}`}>open</span>
    );
  }
  if (state === 'gone') return null;
  if (state === 'retrying') {
    return <span className="font-medium text-retrying">retrying {group.retryingCount}</span>;
  }
  return (
    <span className="inline-flex items-center gap-1 text-text-3">
      <Check size={13} aria-hidden="true" /> resolved
    </span>
  );
}
