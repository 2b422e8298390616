import type { Exclusion } from '#shared/domain/exclusion.ts';

/** A local time as it was written, and the instant that it means. */
export interface LocalBound {
  readonly text: string;
  readonly at: number;
}

/** Which of the instants of a schedule there are: the others are no occurrences at all. */
export interface ScheduleBounds {
  /** In which everything here is meant. */
  readonly zone: string;
  /** `null`: always has. */
  readonly from: LocalBound | null;
  /** Included; of a date, the last millisecond of its day. `null`: for ever. */
  readonly until: LocalBound | null;
  readonly exclude: readonly Exclusion[];
}

/** Such as `from 2026-12-01, not sat-sun, not holidays`; of a calendar only the name is told. */
export function describeBounds({ from, until, exclude }: ScheduleBounds): readonly string[] {
  const excluded = new Set(exclude.map(({ text, calendar }) => calendar ?? text));
  return [
    ...(from === null ? [] : [`from ${from.text}`]),
    ...(until === null ? [] : [`until ${until.text}`]),
    ...[...excluded].map((name) => `not ${name}`),
  ];
}
