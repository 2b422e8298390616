import type { Job } from '#shared/contract/job-schema.ts';
import { formatInstant } from '#server/format-time.ts';
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
    job.paused === null ? formatInstant(job.nextAt, terminal) : 'paused',
    job.lastRun === null ? '–' : `${job.lastRun.state} ${formatInstant(job.lastRun.at, terminal)}`,
  ]);
  return formatTable(['JOB', 'METHOD', 'TARGET', 'FIRES', 'NEXT', 'LAST RUN'], rows, terminal);
}
