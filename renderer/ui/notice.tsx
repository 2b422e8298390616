import type { ReactNode } from 'react';

const TONES = {
  failed: 'bg-failed-wash text-failed',
  warning: 'bg-retrying-wash text-retrying',
  good: 'bg-succeeded-wash text-succeeded',
  unknown: 'bg-unknown-wash text-unknown',
  info: 'bg-running-wash text-running',
} as const;

export interface NoticeProps {
  readonly tone: keyof typeof TONES;
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Told at once by a screen reader: what went wrong in answer to something a person did. */
  readonly isAlert?: boolean;
}

/** A message in the place that it is about. */
export function Notice({ tone, icon, title, children, action, isAlert = false }: NoticeProps) {
  return (
    <div
      role={isAlert ? 'alert' : undefined}
      className={`flex items-start gap-2.5 rounded-control px-3 py-2.5 ${TONES[tone]}`}
    >
      {icon !== undefined && <span className="mt-0.5 shrink-0">{icon}</span>}
      <div className="min-w-0 grow">
        <div className="font-medium text-text-1">{title}</div>
        {children !== undefined && <div className="text-text-2">{children}</div>}
      </div>
      {action !== undefined && <div className="flex h-5 shrink-0 items-center gap-2">{action}</div>}
    </div>
  );
}
