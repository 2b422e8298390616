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
  };

  return {
    ...actions,
    commands: toCommands(run, actions, retry.block),
    isAsking: [retry, hold, release].some((one) => one.isAsking || one.block !== null),
    block: retry.block,
    unanswered: [retry, hold, release].find(({ isUnanswered }) => isUnanswered) ?? null,
    problem: [retry, hold, release].find(({ asked }) => asked?.run === run?.id)?.problem ?? null,
  };
}

type Actions = Pick<RunActions, 'retry' | 'edit' | 'cancel' | 'hold' | 'release' | 'resolve'>;

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
  ];
}
