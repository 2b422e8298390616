import { FRAME } from '#renderer/app/frame-layout.ts';
import { VIEW_TITLES } from '#renderer/app/places.ts';
import { PlaceName, RailFrame, railRow } from '#renderer/app/rail-frame.tsx';

/** What stands before anything is known or loaded: the frame, which the page comes with and which stays where it is. */
export function FirstPicture() {
  return (
    <div className={FRAME} aria-busy>
      <RailFrame
        instance={null}
        row={(place) => (
          <span className={railRow({ isLit: false })}>
            <PlaceName place={place} />
          </span>
        )}
        views={Object.values(VIEW_TITLES).map((title) => (
          <span key={title} className={railRow({ isLit: false, isUnder: true })}>
            {title}
          </span>
        ))}
        search={<span className="h-7" />}
      />
      <div className="bg-surface">
        <div className="h-12 border-b border-line" />
      </div>
      <div className="col-span-2 border-t border-line" />
    </div>
  );
}
