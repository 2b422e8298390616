import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { GroupWords } from '#renderer/features/failures/use-group-words.ts';
import {
  refusalOfAcknowledge,
  refusalOfResolve,
} from '#renderer/features/failures/use-group-words.ts';
import { Button } from '#renderer/ui/button.tsx';

export interface GroupWordButtonsProps {
  readonly group: FailureGroup;
  readonly words: GroupWords;
  readonly onResolve: () => void;
}

/** What somebody can say about it: no run is touched by that. */
export function GroupWordButtons(props: GroupWordButtonsProps) {
  const { group, words, onResolve } = props;
  const title = words.block ?? undefined;
  const { isDisabled } = words;
  const isTold = group.state === 'acknowledged' || group.state === 'resolved';
  return (
    <>
      {refusalOfAcknowledge(group) === null && (
        <Button
          keys="a"
          disabled={isDisabled}
          title={title}
          onClick={() => words.acknowledge(group)}
        >
          Acknowledge
        </Button>
      )}
      {refusalOfResolve(group) === null && (
        <Button disabled={isDisabled} title={title} onClick={onResolve}>
          Resolve…
        </Button>
      )}
      {isTold && group.mark?.kind === group.state && (
        <Button disabled={isDisabled} title={title} onClick={() => words.reopen(group)}>
          Open again
        </Button>
      )}
    </>
  );
}
