/** When wall time jumped, and why: what explains missed occurrences, which look alike whatever they were missed for. */
export const timeJumps = `
CREATE TABLE time_jump (
  id INTEGER PRIMARY KEY,
  seen_at INTEGER NOT NULL,
  cause TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL
) STRICT;
`;
