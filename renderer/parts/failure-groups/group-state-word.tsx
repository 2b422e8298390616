import { Check, Zap } from 'lucide-react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { stateOfGroup } from '#renderer/parts/failure-groups/failure-group.ts';

const WITH_ICON = 'inline-flex items-center gap-1';

/** Open and regressed are loud, under way is amber, what somebody knows of or has set right is quiet. */
export function GroupStateWord({ group }: { readonly group: FailureGroup }) {
  const isUnknown = group.unknownCount === group.openCount;
  const loud = `font-medium ${isUnknown ? 'text-unknown' : 'text-failed'}`;
  switch (stateOfGroup(group)) {
    case 'open':
      return <span className={loud}>open</span>;
    case 'regressed':
      return (
        <span className={`${WITH_ICON} ${loud}`}>
          <Zap size={13} aria-hidden="true" /> regressed
        </span>
      );
    case 'acknowledged':
      return <span className="text-text-2">acknowledged</span>;
    case 'retrying':
      return <span className="font-medium text-retrying">retrying {group.retryingCount}</span>;
    case 'resolved':
      return (
        <span className={`${WITH_ICON} text-text-3`}>
          <Check size={13} aria-hidden="true" /> resolved
        </span>
      );
    case 'gone':
      return null;
  }
}
