import type { ReactNode } from 'react';
import type { MarkName } from '#renderer/parts/state-mark.tsx';
import { StateMark } from '#renderer/parts/state-mark.tsx';

export interface TaskRowProps {
  /** `null` where nothing is to be said any more. */
  readonly mark: MarkName | null;
  readonly children: ReactNode;
  /** A second line, in grey. */
  readonly detail?: ReactNode;
  readonly actions?: ReactNode;
}

/** Something that waits: what it is, why, and what can be done. */
export function TaskRow({ mark, children, detail, actions }: TaskRowProps) {
  return (
    <li className="grid min-h-11.5 grid-cols-[20px_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-1">
      {mark === null ? <span /> : <StateMark name={mark} />}
      <div className="min-w-0 leading-[18px]">
        <div className="truncate">{children}</div>
        {detail !== undefined && (
          <div className="flex min-w-0 truncate text-small text-text-3">{detail}</div>
        )}
      </div>
      <div className="flex gap-1.5">{actions}</div>
    </li>
  );
}
