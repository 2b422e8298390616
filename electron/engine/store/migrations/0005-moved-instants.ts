/** Instants that new time-zone data has moved: what a trigger's next instant was, and what it became. */
export const movedInstants = `
CREATE TABLE moved_instant (
  id INTEGER PRIMARY KEY,
  moved_at INTEGER NOT NULL,
  trigger_id INTEGER NOT NULL REFERENCES trigger(id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  zone_data TEXT NOT NULL
) STRICT;
`;
