import type { Database } from 'better-sqlite3';

/*
 * Looking for a text in columns, whatever the case of its letters. LIKE does this for the letters of ASCII and
 * is several times quicker than a function of ours, which therefore only decides where LIKE cannot.
 */
export interface TextCondition {
  readonly sql: string;
  readonly values: readonly string[];
}

const FUNCTION = 'holds_text';

/** Makes the function known that conditions with other letters use. */
export function addTextSearch(database: Database): void {
  database.function(FUNCTION, { deterministic: true }, (column: unknown, text: unknown) =>
    typeof column === 'string' && column.toLowerCase().includes(String(text)) ? 1 : 0,
  );
}

/** Whether one of the columns holds the text. */
export function holdsText(columns: readonly string[], text: string): TextCondition {
  const pattern = likePattern(text);
  const isPlain = !/[^\0-\x7f]/u.test(text);
  const own = (column: string) => (isPlain ? '' : ` AND ${FUNCTION}(${column}, ?)`);
  const parts = columns.map((column) => `(${column} LIKE ? ESCAPE '\\'${own(column)})`);
  const values = isPlain ? [pattern] : [pattern, text.toLowerCase()];
  return { sql: `(${parts.join(' OR ')})`, values: columns.flatMap(() => values) };
}

/** The text as it stands, wildcards included; a letter of which LIKE does not know the other case is any letter. */
function likePattern(text: string): string {
  const escaped = text.replaceAll(/[\\%_]/g, String.raw`\$&`);
  return `%${escaped.replaceAll(/[^\0-\x7f]/gu, '_')}%`;
}
