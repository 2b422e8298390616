/**
 * A whole number that a condition compares a column with: a key, an instant.
 *
 * With a bare `?` SQLite looks at the bound value while it plans, wherever a partial index or a join could profit from
 * knowing it; from then on it compiles the statement anew for every other value. Reading one run took 240 µs that way
 * in place of 7, changing one 13 in place of 0.7. What is cast is not looked at.
 */
export const KEY = 'CAST(? AS INTEGER)';

/** The same for a name. */
export const NAME = 'CAST(? AS TEXT)';
