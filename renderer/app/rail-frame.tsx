import type { ReactNode } from 'react';
import { NightdeskMark } from '#renderer/app/nightdesk-mark.tsx';
import type { Place } from '#renderer/app/places.ts';
import { PLACES } from '#renderer/app/places.ts';
import { joinClasses } from '#renderer/lib/join-classes.ts';

export interface RailFrameProps {
  readonly instance: ReactNode;
  readonly row: (place: Place) => ReactNode;
  readonly views: ReactNode;
  /** Above the settings, at the foot. */
  readonly search: ReactNode;
}

/** How the rail is laid out, whether what stands in it leads somewhere yet or not. */
export function RailFrame({ instance, row, views, search }: RailFrameProps) {
  return (
    <nav aria-label="Screens" className="flex min-h-0 flex-col border-r border-line px-2 pb-2">
      <div className="flex h-12 shrink-0 items-center gap-2 px-2 text-[14px] font-semibold">
        <NightdeskMark />
        Nightdesk
      </div>
      <div className="mb-2 flex h-7 shrink-0 items-center gap-2 px-2">{instance}</div>
      {row(PLACES.today)}
      {row(PLACES.failures)}
      {row(PLACES.runs)}
      {views}
      <div className="h-2" />
      {row(PLACES.jobs)}
      {row(PLACES.capacity)}
      <div className="mt-auto flex flex-col">
        {search}
        {row(PLACES.settings)}
      </div>
    </nav>
  );
}

/** A row of the rail; those under another one are smaller. */
export function railRow(look: { readonly isLit: boolean; readonly isUnder?: boolean }): string {
  const { isLit, isUnder = false } = look;
  return joinClasses(
    'flex shrink-0 items-center gap-2 rounded-control px-2 hover:bg-hover',
    isUnder ? 'h-6.5 pl-8 text-small' : 'h-7',
    isLit ? 'bg-selected font-medium text-text-1' : 'text-text-2',
  );
}

/** What stands in the row of a screen whatever is known of it. */
export function PlaceName({ place }: { readonly place: Place }) {
  const { icon: Icon, title } = place;
  return (
    <>
      <Icon size={16} className="text-text-3" aria-hidden="true" />
      {title}
    </>
  );
}
