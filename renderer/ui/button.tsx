import type { ComponentProps, ReactNode } from 'react';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  /** One primary a screen. `quiet` has no frame until it is hovered. */
  readonly look?: 'primary' | 'outlined' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: ReactNode;
  /** The key that does the same, such as `r`. */
  readonly keys?: string | undefined;
}

const LOOKS = {
  primary:
    'bg-ink border-ink text-on-ink shadow-control hover:opacity-90 [&_kbd]:border-on-ink/35 [&_kbd]:text-current [&_kbd]:bg-transparent',
  outlined:
    'bg-raised border-line-strong text-text-1 shadow-control hover:bg-hover [&_svg]:text-text-2',
  quiet: 'border-transparent text-text-2 hover:bg-hover',
  danger: 'bg-failed-fill border-failed-fill text-surface shadow-control hover:opacity-90',
} as const;

const SIZES = {
  small: 'h-6 px-2 text-small gap-1',
  medium: 'h-7 px-2.5 gap-1.5',
  large: 'h-8 px-3.5 gap-1.5',
} as const;

export function Button(props: ButtonProps) {
  const {
    look = 'outlined',
    size = 'medium',
    icon,
    keys,
    children,
    type = 'button',
    ...rest
  } = props;
  return (
    <button
      {...rest}
      type={type}
      className={joinClasses(
        'inline-flex shrink-0 items-center rounded-control border font-medium whitespace-nowrap select-none',
        'disabled:opacity-50',
        LOOKS[look],
        SIZES[size],
      )}
    >
      {icon}
      {children}
      {keys !== undefined && size !== 'small' && <KeyHint keys={keys} />}
    </button>
  );
}
