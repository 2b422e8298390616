import type { Database } from 'better-sqlite3';

/** Columns that say which run a row is of, by table. */
const RUN_COLUMN: Readonly<Record<string, string>> = {
  run: 'id',
  outcome: 'run_id',
  attempt: 'run_id',
  journal: 'run_id',
};

/**
 * Gives a database many finished runs: each a copy of its one run, with a key of its own, and with every row
 * that the engine wrote of it. Their instants go back from that run's, a second apart.
 */
export function seedHistory(database: Database, count: number): void {
  database.pragma('synchronous = OFF');
  database.transaction(() => {
    for (const [table, column] of Object.entries(RUN_COLUMN)) {
      copyRows(database, table, column, count);
    }
    database
      .prepare(
        `INSERT INTO answered_command (command_id, operation, answer, at)
         SELECT 'seed-' || seed_number, operation, answer, at - seed_number * 1000
         FROM answered_command, ${numbers(count)}
         WHERE answered_command.operation = 'runs.trigger'`,
      )
      .run();
  })();
  database.exec('ANALYZE');
  database.pragma('wal_checkpoint(TRUNCATE)');
}

function copyRows(database: Database, table: string, runColumn: string, count: number): void {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'seq');
  const values = columns.map((name) => {
    if (name === runColumn) return `${name} + seed_number`;
    return name === 'at' || name.endsWith('_at') ? `${name} - seed_number * 1000` : name;
  });
  database
    .prepare(
      `INSERT INTO ${table} (${columns.join(', ')})
       SELECT ${values.join(', ')} FROM ${table}, ${numbers(count)}
       WHERE ${runColumn} = (SELECT min(id) FROM run) ORDER BY seed_number`,
    )
    .run();
}

function numbers(count: number): string {
  return `(WITH RECURSIVE counted(seed_number) AS
    (SELECT 1 UNION ALL SELECT seed_number + 1 FROM counted WHERE seed_number < ${count})
    SELECT seed_number FROM counted)`;
}
