/** One step on the way to a value: a field's name, or an item's index. */
export type PlaceStep = string | number;

const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;
const STEP = /\.?([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;

/** The place of a field or item, like `jobs[0].headers["X.Y"]`; `parent` is empty at the top. */
export function joinPlace(parent: string, step: PlaceStep): string {
  if (typeof step === 'number' || !PLAIN_NAME.test(step)) {
    return `${parent}[${JSON.stringify(step)}]`;
  }
  return parent === '' ? step : `${parent}.${step}`;
}

/** The steps that `joinPlace` put together; what is no place any more is left out from there on. */
export function splitPlace(place: string): readonly PlaceStep[] {
  return Array.from(place.matchAll(STEP), ([, name, index, quoted]) => {
    if (quoted !== undefined) return JSON.parse(quoted) as string;
    return index === undefined ? (name ?? '') : Number(index);
  });
}
