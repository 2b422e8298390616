import type { WindowReader, WindowViews } from '#engine/core/window-reader.ts';

/** Answers at once and in place: for engines whose database only they can see, as one in memory. */
export function createDirectReader(views: WindowViews): WindowReader {
  return {
    async ask<Name extends keyof WindowViews>(
      name: Name,
      ...given: Parameters<WindowViews[Name]>
    ): Promise<ReturnType<WindowViews[Name]>> {
      const read = views[name] as (...given: unknown[]) => ReturnType<WindowViews[Name]>;
      return read(...given);
    },
    close: async () => undefined,
  };
}
