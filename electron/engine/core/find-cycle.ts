/** A way from a job back to itself over the jobs that each comes after: `a → b → a`; `null` if there is none. */
export function findCycle(
  start: string,
  upstreamOf: (job: string) => readonly string[],
): readonly string[] | null {
  const seen = new Set<string>();
  const search = (path: readonly string[]): readonly string[] | null => {
    for (const next of upstreamOf(path[0] ?? start)) {
      if (next === start) return [start, ...path];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = search([next, ...path]);
      if (found !== null) return found;
    }
    return null;
  };
  return search([start]);
}
