/**
 * One deed done to many. What a bulk is about is frozen into its items; how far it has come, and what became of each
 * item, is written in the transaction that does it. `backfilled` holds the instants that got a run afterwards: what was
 * decided when they were due stays in `occurrence`, and no instant is made good twice.
 */
export const bulks = `
CREATE TABLE bulk (
  id INTEGER PRIMARY KEY,
  deed TEXT NOT NULL,
  filter TEXT,
  actor TEXT NOT NULL,
  reason TEXT,
  created_at INTEGER NOT NULL,
  starts_at INTEGER NOT NULL,
  spacing_ms INTEGER NOT NULL,
  item_count INTEGER NOT NULL,
  state TEXT NOT NULL,
  next_item INTEGER NOT NULL,
  next_at INTEGER,
  done_count INTEGER NOT NULL,
  refused_count INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT
) STRICT;
CREATE INDEX bulk_open ON bulk (id) WHERE next_at IS NOT NULL;

CREATE TABLE bulk_item (
  bulk_id INTEGER NOT NULL REFERENCES bulk(id),
  number INTEGER NOT NULL,
  run_id INTEGER,
  nominal_at INTEGER,
  state TEXT NOT NULL,
  result_run_id INTEGER,
  message TEXT,
  ended_at INTEGER,
  PRIMARY KEY (bulk_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER bulk_item_ends_once BEFORE UPDATE ON bulk_item
WHEN OLD.state <> 'waiting'
BEGIN
  SELECT RAISE(ABORT, 'an item of a bulk is done once');
END;

CREATE TABLE backfilled (
  trigger_id INTEGER NOT NULL REFERENCES trigger(id),
  nominal_at INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  PRIMARY KEY (trigger_id, nominal_at)
) STRICT, WITHOUT ROWID;

ALTER TABLE journal ADD COLUMN bulk_id INTEGER;
`;
