import type { Job } from '#shared/contract/job-schema.ts';
import type { DeskCommand } from '#renderer/data/command-registry.ts';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';

export interface JobActions {
  /** What can be done to the job, as commands for keyboard, palette and buttons. */
  readonly commands: readonly DeskCommand[];
  readonly run: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  /** One of them is under way, or none can be asked now. */
  readonly isAsking: boolean;
  /** Why the last of them was refused. */
  readonly problem: string | null;
}

/** Everything that can be done to one job; `null` while none is chosen. */
export function useJobActions(job: Job | null): JobActions {
  const { ask } = useJobDialog();
  const resuming = useResume();
  const withJob = (action: (job: Job) => void) => () => {
    if (job !== null) action(job);
  };
  const actions = {
    run: withJob((chosen) => ask({ kind: 'run', job: chosen })),
    pause: withJob(({ name }) => ask({ kind: 'pause', on: { scope: 'job', job: name } })),
    resume: withJob(({ name }) => resuming.resume({ scope: 'job', job: name })),
  };
  return {
    ...actions,
    commands: job === null ? [] : toCommands(job, actions, resuming.block),
    isAsking: resuming.isDisabled,
    problem: resuming.problem,
  };
}

function toCommands(
  { name, paused }: Job,
  actions: Pick<JobActions, 'run' | 'pause' | 'resume'>,
  refusal: string | null,
): readonly DeskCommand[] {
  const group = 'Job';
  return [
    {
      ...{ id: 'job.run', title: `Run ${name}`, group, keys: 'r' },
      synonyms: 'trigger start now by hand',
      run: actions.run,
    },
    paused === null
      ? { id: 'job.pause', title: `Pause ${name}`, group, run: actions.pause }
      : { id: 'job.resume', title: `Resume ${name}`, group, refusal, run: actions.resume },
  ];
}
