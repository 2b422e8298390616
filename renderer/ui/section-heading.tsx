import type { ReactNode } from 'react';

export interface SectionHeadingProps {
  readonly title: string;
  /** A count or a few words beside it. */
  readonly detail?: ReactNode;
  readonly action?: ReactNode;
}

export function SectionHeading({ title, detail, action }: SectionHeadingProps) {
  return (
    <div className="flex h-8 items-baseline gap-2 pt-2 pb-1">
      <h2 className="font-semibold whitespace-nowrap">{title}</h2>
      {detail !== undefined && <span className="truncate text-text-3">{detail}</span>}
      {action !== undefined && (
        <span className="ml-auto flex items-center gap-3 self-center text-small whitespace-nowrap text-text-2">
          {action}
        </span>
      )}
    </div>
  );
}
