import { Fragment } from 'react';
import type { ReactNode } from 'react';

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

export interface DefinitionListProps {
  readonly items: readonly Fact[];
}

/** Terms in grey at the left, what they are at the right. */
export function DefinitionList({ items }: DefinitionListProps) {
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] content-start gap-x-3 gap-y-1">
      {items.map(({ term, value }) => (
        <Fragment key={term}>
          <dt className="text-text-3">{term}</dt>
          <dd className="min-w-0 truncate">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
