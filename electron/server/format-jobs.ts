import type { Job } from '#shared/contract/job-schema.ts';
import { formatAge, formatMoment } from '#server/format-time.ts';
import { formatTable } from '#server/table.ts';
import type { Terminal } from '#server/terminal.ts';

/** Jobs as a table, or a sentence on how to get one. */
export function formatJobs(jobs: readonly Job[], terminal: Terminal): string {
  if (jobs.length === 0) return 'There are no jobs yet: create some with `nightdesk apply FILE`.';
  const rows = jobs.map((job) => [
    job.name,
    job.method,
    job.target,
    job.triggers.map(({ schedule }) => schedule).join(', ') || 'by hand',
    job.paused === null ? nextOf(job, terminal) : 'paused',
    job.lastRun === null ? '–' : `${job.lastRun.state} ${formatAge(job.lastRun.at, terminal)}`,
  ]);
  const titles = ['JOB', 'METHOD', 'TARGET', 'FIRES', 'NEXT', 'LAST RUN'];
  return formatTable(titles, rows, terminal, { spare: ['JOB', 'FIRES', 'TARGET'] });
}

/** An instant that has just come has not been planned further yet. */
function nextOf({ nextAt }: Job, terminal: Terminal): string {
  return nextAt !== null && nextAt <= terminal.now() ? 'now' : formatMoment(nextAt, terminal);
}
