/** What the jobs, as they are now, allow for each concurrency key, by the key's template. */
export const keyLimits = `
CREATE TABLE key_limit (
  template TEXT NOT NULL,
  job_id INTEGER NOT NULL REFERENCES job(id),
  most INTEGER NOT NULL,
  PRIMARY KEY (template, job_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_limit_by_job ON key_limit (job_id);

INSERT INTO key_limit
SELECT entry.value ->> '$.key', job.id, min(entry.value ->> '$.limit')
FROM job JOIN job_revision ON job_revision.id = job.revision_id,
  json_each(job_revision.definition, '$.concurrency') AS entry
GROUP BY 1, 2;
`;
