import type { Job, JobSummary } from '#shared/contract/job-schema.ts';

/** A job with how its newest runs went, once that is known. */
export interface JobRow {
  readonly job: Job;
  readonly summary: JobSummary | null;
}

export function toJobRows(
  jobs: readonly Job[],
  summaries: readonly JobSummary[],
): readonly JobRow[] {
  const byJob = new Map(summaries.map((summary) => [summary.job, summary]));
  return jobs.map((job) => ({ job, summary: byJob.get(job.name) ?? null }));
}

/** Those in which every word of the text stands somewhere: in name, method, target or effect. */
export function filterJobRows(rows: readonly JobRow[], text: string): readonly JobRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ job: { name, method, target, effect } }) => {
    const content = `${name}\n${method}\n${target}\n${effect}`.toLowerCase();
    return words.every((word) => content.includes(word));
  });
}
