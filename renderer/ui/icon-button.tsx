import type { ComponentProps, ReactNode } from 'react';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { Hint } from '#renderer/ui/hint.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'children'> {
  /** What it does, as its name and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly keys?: string | undefined;
  readonly isPressed?: boolean;
}

/** For pause, close, more and link only: everything else has words. */
export function IconButton({ label, icon, keys, isPressed, ...rest }: IconButtonProps) {
  return (
    <Hint text={keys === undefined ? label : `${label} (${keys})`}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        className={joinClasses(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-control text-text-2',
          'hover:bg-hover hover:text-text-1 disabled:opacity-50',
          isPressed === true && 'bg-selected text-text-1',
        )}
      >
        {icon}
      </button>
    </Hint>
  );
}
