import { printable, widthOf } from '#server/printable.ts';

/** What is known about one thing, a label and a value a line; values that are `null` are left out. */
export function formatCard(
  lines: readonly (readonly [label: string, value: string | null])[],
): string {
  const known = lines.filter((line): line is readonly [string, string] => line[1] !== null);
  const width = Math.max(0, ...known.map(([label]) => widthOf(label)));
  return known.map(([label, value]) => `${label.padEnd(width)}  ${printable(value)}`).join('\n');
}
