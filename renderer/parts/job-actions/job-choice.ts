import type { Job } from '#shared/contract/job-schema.ts';

/** What a job is chosen for, where none is on the screen. */
export type JobPurpose = 'run' | 'pause' | 'resume';

interface JobChoice {
  readonly title: string;
  readonly description: string;
  /** What is said where there is none to choose. */
  readonly absence: string;
  readonly mayChoose: (job: Job) => boolean;
}

export const JOB_CHOICES: Readonly<Record<JobPurpose, JobChoice>> = {
  run: {
    title: 'Run a job',
    description: 'Which one? Its input is next.',
    absence: 'There is no job yet.',
    mayChoose: () => true,
  },
  pause: {
    title: 'Pause a job',
    description: 'Which one? Its reason is next.',
    absence: 'There is no job that is not paused already.',
    mayChoose: ({ paused }) => paused === null,
  },
  resume: {
    title: 'Resume a job',
    description: 'Which of those that are paused? It goes on at once.',
    absence: 'No job is paused.',
    mayChoose: ({ paused }) => paused !== null,
  },
};
