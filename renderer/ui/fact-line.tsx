import type { Fact } from '#renderer/ui/definition-list.tsx';

/** The same as a definition list, one after the other: where there is no room for a line each. */
export function FactLine({ items }: { readonly items: readonly Fact[] }) {
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-1 text-small">
      {items.map(({ term, value }) => (
        <div key={term} className="flex min-w-0 gap-1.5">
          <dt className="shrink-0 text-text-3">{term}</dt>
          <dd className="min-w-0 truncate">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
