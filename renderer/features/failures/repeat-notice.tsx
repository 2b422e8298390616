import { Check, CircleHelp, TriangleAlert } from 'lucide-react';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { isSafeToRepeat } from '#renderer/parts/failure-groups/failure-group.ts';
import { Notice } from '#renderer/ui/notice.tsx';

/** What a retry of the group would mean. */
export function RepeatNotice({ group }: { readonly group: FailureGroup }) {
  const { openCount, unknownCount, retryable } = group;
  if (openCount === 0) return null;
  const isOne = openCount === 1;
  if (unknownCount > 0 && retryable.length === 0) {
    return (
      <Notice
        tone="unknown"
        icon={<CircleHelp size={16} />}
        title={`Nobody knows what ${unknownCount === 1 ? 'it' : `${unknownCount} of them`} did.`}
      >
        Look at the target, then open the run and say what happened.
      </Notice>
    );
  }
  if (isSafeToRepeat(group)) {
    return (
      <Notice
        tone="good"
        icon={<Check size={16} />}
        title={
          isOne
            ? 'It is a GET: repeating it changes nothing twice.'
            : `All ${openCount} are GET: repeating them changes nothing twice.`
        }
      />
    );
  }
  return (
    <Notice
      tone="warning"
      icon={<TriangleAlert size={16} />}
      title={
        isOne ? 'It is a POST: it changes something.' : 'These are POSTs: they change something.'
      }
    >
      Look at the error first: a retry sends the same request with the same idempotency key.
      {unknownCount > 0 &&
        ` The outcome of ${unknownCount} is unknown; ${unknownCount === 1 ? 'it is' : 'they are'} left out.`}
    </Notice>
  );
}
