import type { NumberRange } from '#shared/domain/run-filter.ts';

const RANGE = /^(.+?)\.\.(.+)$/;
const COMPARED = /^(>=|<=|>|<)?(.+)$/;

/**
 * Reads `3`, `>1`, `>=2`, `<5`, `<=4` and `2..4`, of whole numbers that `readNumber` reads; `null` if it is none of
 * them, or if nothing can be so.
 */
export function parseNumberRange(
  text: string,
  readNumber: (text: string) => number | null,
): NumberRange | null {
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    const [min, max] = [readNumber(from), readNumber(to)];
    return min === null || max === null || min > max ? null : { min, max };
  }
  const [, sign, rest = ''] = COMPARED.exec(text) ?? [];
  const number = readNumber(rest);
  if (number === null) return null;
  switch (sign) {
    case '>':
      return { min: number + 1 };
    case '>=':
      return { min: number };
    case '<':
      return number === 0 ? null : { max: number - 1 };
    case '<=':
      return { max: number };
    default:
      return { min: number, max: number };
  }
}

/** The shortest text that is read back as the same range. */
export function formatNumberRange(
  { min, max }: NumberRange,
  formatNumber: (number: number) => string,
): string {
  if (min !== undefined && max !== undefined) {
    return min === max ? formatNumber(min) : `${formatNumber(min)}..${formatNumber(max)}`;
  }
  if (min !== undefined) {
    return min > 0
      ? shorter(`>${formatNumber(min - 1)}`, `>=${formatNumber(min)}`)
      : `>=${formatNumber(0)}`;
  }
  const most = max ?? 0;
  return shorter(`<${formatNumber(most + 1)}`, `<=${formatNumber(most)}`);
}

function shorter(one: string, other: string): string {
  return one.length <= other.length ? one : other;
}
