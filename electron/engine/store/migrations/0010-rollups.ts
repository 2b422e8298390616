/**
 * Endings are counted per hour and per day as well: a chart of weeks reads few rows, and the coarser counts can be
 * kept when the finer ones are not. The counts so far are added up from the finer ones.
 */
export const rollups = `
CREATE TABLE ending_hour (
  span_at INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  succeeded INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (span_at, job_id)
) STRICT, WITHOUT ROWID;
INSERT INTO ending_hour
SELECT span_at - span_at % 3600000, job_id, sum(succeeded), sum(failed), sum(other)
FROM ending GROUP BY 1, 2;

CREATE TABLE ending_day (
  span_at INTEGER NOT NULL,
  job_id INTEGER NOT NULL,
  succeeded INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (span_at, job_id)
) STRICT, WITHOUT ROWID;
INSERT INTO ending_day
SELECT span_at - span_at % 86400000, job_id, sum(succeeded), sum(failed), sum(other)
FROM ending_hour GROUP BY 1, 2;
`;
