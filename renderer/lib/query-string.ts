/** A query as the HTTP API takes it: lists repeat their name, what lies within another is in brackets. */
export function toQueryString(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => pairsOf(name, value));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function pairsOf(name: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      pairsOf(typeof item === 'object' ? `${name}[${index}]` : name, item),
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([part, inner]) => pairsOf(`${name}[${part}]`, inner));
  }
  return [`${name}=${quoted(typeof value === 'string' ? value : JSON.stringify(value))}`];
}

/** Also within the single quotes of a shell. */
function quoted(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}
