/**
 * How well a name is meant by what was typed: every word that was typed stands whole somewhere in the name or in one of
 * its other words. What the name itself begins with comes first; 0 is not at all.
 */
export function matchText(name: string, typed: string, otherWords: readonly string[] = []): number {
  const own = name.toLowerCase();
  const asked = typed.toLowerCase().trim();
  if (asked === '' || own.startsWith(asked)) return 1;
  const words = asked.split(/\s+/);
  if (words.every((word) => own.includes(word))) return 0.8;
  const all = [own, ...otherWords].join(' ').toLowerCase();
  return words.every((word) => all.includes(word)) ? 0.5 : 0;
}

/** What a thing goes by: its name, and other words that mean it too. */
export interface Words {
  readonly name: string;
  readonly others: readonly string[];
}

export interface Match<Item> {
  readonly item: Item;
  readonly score: number;
}

/** Those that are meant by what was typed, the best first; those that are meant alike stay in their order. */
export function bestMatches<Item>(
  items: readonly Item[],
  typed: string,
  wordsOf: (item: Item) => Words,
): readonly Match<Item>[] {
  return items
    .map((item) => {
      const { name, others } = wordsOf(item);
      return { item, score: matchText(name, typed, others) };
    })
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score);
}
