import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import type { InstanceCommand } from '#renderer/data/use-instance-command.ts';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { stateOfGroup } from '#renderer/parts/failure-groups/failure-group.ts';
import { tell } from '#renderer/ui/toasts.tsx';

export interface GroupWords {
  /** Says that somebody knows of it. */
  readonly acknowledge: (group: FailureGroup) => void;
  /** Takes back what was said last. */
  readonly reopen: (group: FailureGroup) => void;
  readonly resolve: InstanceCommand<
    { commandId: string; fingerprint: string; reason?: string | null | undefined },
    unknown
  >;
  readonly isDisabled: boolean;
  /** Why nothing can be said now. */
  readonly block: string | null;
  readonly problem: string | null;
}

/** What people say about groups of failures; a word that is a mistake is taken back from where it is told. */
export function useGroupWords(): GroupWords {
  const { failures } = useInstance().client;
  const acknowledge = useInstanceCommand(failures.acknowledge);
  const resolve = useInstanceCommand(failures.resolve);
  const reopen = useInstanceCommand(failures.reopen);
  const takeBack = ({ fingerprint }: FailureGroup) => reopen.ask({ fingerprint, reason: null });
  return {
    acknowledge(group) {
      acknowledge.ask({ fingerprint: group.fingerprint, reason: null }, () =>
        tell(`Acknowledged: ${group.jobs.join(', ')}`, {
          label: 'Undo',
          onClick: () => takeBack(group),
        }),
      );
    },
    resolve,
    reopen: takeBack,
    isDisabled: acknowledge.isAsking || reopen.isAsking || resolve.block !== null,
    block: resolve.block,
    problem: acknowledge.problem ?? reopen.problem,
  };
}

/** `null` if it can be acknowledged, else why not. */
export function refusalOfAcknowledge(group: FailureGroup | null): string | null {
  if (group === null) return 'No group is chosen.';
  const state = stateOfGroup(group);
  if (state === 'acknowledged') return 'It is acknowledged already.';
  return state === 'open' || state === 'regressed' ? null : 'Nothing in this group is open.';
}

/** `null` if it can be resolved by hand, else why not. */
export function refusalOfResolve(group: FailureGroup | null): string | null {
  if (group === null) return 'No group is chosen.';
  if (group.unknownCount > 0) return 'An outcome in it is unknown: say what happened first.';
  return group.openCount > 0 ? null : 'Nothing in this group is open.';
}
