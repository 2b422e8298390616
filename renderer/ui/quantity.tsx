import { Fragment } from 'react';

/** Numbers with their units, which are smaller and quieter: `25 min 12 s`. */
export function Quantity({
  parts,
}: {
  readonly parts: readonly { readonly value: string; readonly unit: string }[];
}) {
  return (
    <span className="whitespace-nowrap">
      {parts.map(({ value, unit }, index) => (
        <Fragment key={unit}>
          {index > 0 && ' '}
          {value}
          <span className="ml-0.5 text-[0.92em] text-text-3">{unit}</span>
        </Fragment>
      ))}
    </span>
  );
}
