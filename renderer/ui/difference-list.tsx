export interface DifferenceListProps {
  readonly differences: readonly {
    readonly path: string;
    readonly before?: unknown;
    readonly after?: unknown;
  }[];
  /** Said where there are none. */
  readonly none: string;
}

/** What changes, one place after the other: what was in red, what will be in green, each with its sign. */
export function DifferenceList({ differences, none }: DifferenceListProps) {
  if (differences.length === 0) return <p className="text-small text-text-3">{none}</p>;
  return (
    <ul className="machine overflow-hidden rounded-control border border-line">
      {differences.map(({ path, before, after }) => (
        <li key={path} className="border-b border-line last:border-b-0">
          <div className="bg-sunken px-2.5 py-0.5 text-text-2">
            {path === '' ? 'all of it' : path}
          </div>
          {before !== undefined && <Line sign="−" look="bg-failed-wash" value={before} />}
          {after !== undefined && <Line sign="+" look="bg-succeeded-wash" value={after} />}
        </li>
      ))}
    </ul>
  );
}

function Line(props: { readonly sign: string; readonly look: string; readonly value: unknown }) {
  return (
    <div className={`flex gap-2 px-2.5 ${props.look}`}>
      <span className="font-semibold select-none">{props.sign}</span>
      <span className="min-w-0 break-all whitespace-pre-wrap">
        {JSON.stringify(props.value, null, 2)}
      </span>
    </div>
  );
}
