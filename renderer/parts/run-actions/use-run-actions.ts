import { useNavigate } from '@tanstack/react-router';
import type { Run } from '#shared/contract/run-schema.ts';
import type { DeskCommand } from '#renderer/data/command-registry.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { useInstanceCommand } from '#renderer/data/use-instance-command.ts';
import { useRunDialog } from '#renderer/parts/run-actions/run-dialog-store.ts';
import {
  refusalOfCancel,
  refusalOfHold,
  refusalOfRelease,
  refusalOfResolve,
  refusalOfRetry,
} from '#renderer/parts/run-actions/run-permissions.ts';
import { tell } from '#renderer/ui/toasts.tsx';

export interface RunActions {
  /** What can be done to the run, as commands for keyboard, palette and buttons. */
  readonly commands: readonly DeskCommand[];
  readonly retry: () => void;
  readonly edit: () => void;
  readonly cancel: () => void;
  readonly hold: () => void;
  readonly release: () => void;
  readonly resolve: () => void;
  readonly pin: () => void;
  readonly unpin: () => void;
  /** One of them is under way, or none can be asked now. */
  readonly isAsking: boolean;
  /** Why nothing can be asked now. */
  readonly block: string | null;
  /** What was asked and is not answered, to be given up. */
  readonly unanswered: { readonly giveUp: () => void } | null;
  /** Why the last of them was refused. */
  readonly problem: string | null;
}

/** Everything that can be done to one run; `null` while none is chosen. */
export function useRunActions(run: Run | null): RunActions {
  const { client } = useInstance();
  const { ask } = useRunDialog();
  const navigate = useNavigate();
  const retry = useInstanceCommand(client.runs.retry);
  const hold = useInstanceCommand(client.runs.hold);
  const release = useInstanceCommand(client.runs.release);
  const unpin = useInstanceCommand(client.runs.unpin);
  const commands = [retry, hold, release, unpin];
  const withRun = (action: (run: Run) => void) => () => {
    if (run !== null) action(run);
  };

  const actions = {
    retry: withRun(({ id, job }) =>
      retry.ask({ run: id, reason: null }, () =>
        tell(`Retrying ${job}`, {
          label: 'Open',
          onClick: () => void navigate({ to: '/runs/$run', params: { run: id } }),
        }),
      ),
    ),
    edit: withRun((chosen) => ask({ kind: 'retrigger', run: chosen })),
    cancel: withRun((chosen) => ask({ kind: 'cancel', run: chosen })),
    hold: withRun(({ id, job }) =>
      hold.ask({ run: id, reason: null }, () => tell(`${job} is held`)),
    ),
    release: withRun(({ id, job }) =>
      release.ask({ run: id, reason: null }, () => tell(`${job} is released`)),
    ),
    resolve: withRun((chosen) => ask({ kind: 'resolve', run: chosen })),
    pin: withRun((chosen) => ask({ kind: 'pin', run: chosen })),
    unpin: withRun(({ id }) =>
      unpin.ask({ run: id, reason: null }, () => tell(`Run ${id} is not pinned any more`)),
    ),
  };

  return {
    ...actions,
    commands: toCommands(run, actions, retry.block),
    isAsking: commands.some((one) => one.isAsking || one.block !== null),
    block: retry.block,
    unanswered: commands.find(({ isUnanswered }) => isUnanswered) ?? null,
    problem: commands.find(({ asked }) => asked?.run === run?.id)?.problem ?? null,
  };
}

type Actions = Pick<
  RunActions,
  'retry' | 'edit' | 'cancel' | 'hold' | 'release' | 'resolve' | 'pin' | 'unpin'
>;

const NONE_CHOSEN = 'No run is chosen.';

/** Without a run they are all there, and say that none is chosen. */
function toCommands(
  run: Run | null,
  actions: Actions,
  block: string | null,
): readonly DeskCommand[] {
  const isRetrying = run?.state === 'retry_wait';
  const refusalBy = (rule: (chosen: Run) => string | null) =>
    run === null ? NONE_CHOSEN : (rule(run) ?? block);
  const group = 'Run';
  return [
    {
      ...{ id: 'run.retry', group, keys: 'r' },
      title: isRetrying ? 'Retry now' : 'Retry this run',
      refusal: refusalBy(refusalOfRetry),
      run: actions.retry,
    },
    ...(isRetrying
      ? [{ id: 'run.retry-now', title: 'Retry now', group, keys: 'n', run: actions.retry } as const]
      : []),
    {
      ...{ id: 'run.retrigger', title: 'Edit and retrigger', group, keys: 'e' },
      synonyms: 'again repeat input',
      refusal: refusalBy(() => null),
      run: actions.edit,
    },
    {
      ...{ id: 'run.cancel', title: 'Cancel this run', group },
      refusal: refusalBy(refusalOfCancel),
      run: actions.cancel,
    },
    {
      ...{ id: 'run.hold', title: 'Hold this run', group },
      refusal: refusalBy(refusalOfHold),
      run: actions.hold,
    },
    {
      ...{ id: 'run.release', title: 'Release this run', group },
      refusal: refusalBy(refusalOfRelease),
      run: actions.release,
    },
    {
      ...{ id: 'run.resolve', title: 'Say what this run came to', group, synonyms: 'resolve' },
      refusal: refusalBy(refusalOfResolve),
      run: actions.resolve,
    },
    pinCommand(run, actions, block),
  ];
}

function pinCommand(run: Run | null, { pin, unpin }: Actions, block: string | null): DeskCommand {
  const refusal = run === null ? NONE_CHOSEN : block;
  const words = { group: 'Run', synonyms: 'keep', refusal } as const;
  return (run?.pinned ?? null) === null
    ? { ...words, id: 'run.pin', title: 'Pin this run', run: pin }
    : { ...words, id: 'run.unpin', title: 'Unpin this run', run: unpin };
}
