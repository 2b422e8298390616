import type { ReactNode } from 'react';

interface Reading<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
}

/**
 * What stands beside a heading: what is known, in the words of `say`, and that it could not be read where nothing is.
 * Of what is still on its way nothing is said: an empty list is claimed only where it has been seen.
 */
export function detailOf<Data>(reading: Reading<Data>, say: (data: Data) => ReactNode): ReactNode {
  if (reading.data !== undefined) return say(reading.data);
  return reading.error === null ? undefined : 'could not be read';
}
