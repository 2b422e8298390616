/*
 * What an address says behind its `?`. Forty lines of our own, because a library of schemas would be a twentieth of
 * all that is loaded before the first picture.
 */

/** What a value is taken for; `undefined` if it is nothing of the kind. */
export type Reading<Value> = (value: unknown) => Value | undefined;

export const text: Reading<string> = (value) => (typeof value === 'string' ? value : undefined);

export const flag: Reading<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const wholeNumber: Reading<number> = (value) =>
  Number.isSafeInteger(value) ? (value as number) : undefined;

export function oneOf<const Name extends string>(names: readonly Name[]): Reading<Name> {
  return (value) => names.find((name) => name === value);
}

/** All of a list, or nothing of it. */
export function listOf<Value>(read: Reading<Value>): Reading<Value[]> {
  return (value) => {
    if (!Array.isArray(value)) return undefined;
    const items = value.map(read).filter((item) => item !== undefined);
    return items.length === value.length ? items : undefined;
  };
}

type Values<Readings> = {
  [Name in keyof Readings]?: Readings[Name] extends Reading<infer Value> ? Value : never;
};

/** Every part may be left out; what is asked for and does not exist is left out, rather than refused. */
export function readingOf<Readings extends Readonly<Record<string, Reading<unknown>>>>(
  readings: Readings,
): (search: object) => Values<Readings> {
  return (search) => {
    const given = search as Readonly<Record<string, unknown>>;
    const read = Object.entries(readings).map(([name, reading]) => [name, reading(given[name])]);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Values<Readings>;
  };
}

/** An object whose parts are read so. */
export function shapeOf<Readings extends Readonly<Record<string, Reading<unknown>>>>(
  readings: Readings,
): Reading<Values<Readings>> {
  const read = readingOf(readings);
  return (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? read(value) : undefined;
}
