export interface ProgressBarProps {
  /** 0 to 1. */
  readonly share: number;
  /** Where a mark stands, 0 to 1. */
  readonly markAt?: number | undefined;
  readonly isOverdue?: boolean;
  readonly label: string;
}

export function ProgressBar({ share, markAt, isOverdue = false, label }: ProgressBarProps) {
  const percent = `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%`;
  return (
    <div
      role="img"
      aria-label={label}
      className="relative h-1 overflow-hidden rounded-[1px] bg-line"
    >
      <span
        className={`absolute inset-y-0 left-0 ${isOverdue ? 'bg-retrying-fill' : 'bg-running-fill'}`}
        style={{ width: percent }}
      />
      {markAt !== undefined && (
        <span
          className="absolute inset-y-0 w-px bg-text-2"
          style={{ left: `${Math.round(markAt * 100)}%` }}
        />
      )}
    </div>
  );
}
