import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

export interface DisclosureProps {
  readonly title: string;
  /** A few words beside it. */
  readonly detail?: ReactNode;
  readonly children: ReactNode;
}

/** A heading whose content is there for whoever asks. */
export function Disclosure({ title, detail, children }: DisclosureProps) {
  return (
    <details className="group">
      <summary className="flex h-8 list-none items-center gap-2 rounded-control select-none hover:bg-hover">
        <ChevronRight size={14} aria-hidden="true" className="text-text-3 group-open:rotate-90" />
        <h2 className="font-semibold whitespace-nowrap">{title}</h2>
        {detail !== undefined && <span className="truncate text-text-3">{detail}</span>}
      </summary>
      {children}
    </details>
  );
}
