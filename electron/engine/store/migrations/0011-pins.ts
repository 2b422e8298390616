/** The runs that a person wants kept for good. */
export const pins = `
CREATE TABLE pin (
  run_id INTEGER PRIMARY KEY,
  pinned_at INTEGER NOT NULL,
  pinned_by TEXT NOT NULL,
  reason TEXT
) STRICT;
`;
