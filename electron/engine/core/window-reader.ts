import type { TimelineViews } from '#engine/core/view-reader.ts';

/** What looks at so much of the history that it would make fires late if the engine itself waited for it. */
export type WindowViews = TimelineViews;

type Answer<Name extends keyof WindowViews> = ReturnType<WindowViews[Name]>;

/** Answers such questions, wherever it does so. */
export interface WindowReader {
  ask<Name extends keyof WindowViews>(
    name: Name,
    ...given: Parameters<WindowViews[Name]>
  ): Promise<Answer<Name>>;
  close(): Promise<void>;
}
