import type { ReactNode } from 'react';

/** One sentence that teaches, and one action. */
export function EmptyState({
  children,
  action,
}: {
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="flex max-w-150 flex-col items-start gap-3 px-5 py-6 text-text-2">
      <p>{children}</p>
      {action}
    </div>
  );
}
