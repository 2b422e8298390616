/**
 * Fetches every screen and dialog once the first picture stands and the browser has nothing else to do: from then on
 * the console works through a break of its connection, and nothing is waited for twice.
 */
export function loadAhead(): void {
  requestIdleCallback(
    () => {
      const parts: readonly (() => Promise<unknown>)[] = [
        () => import('#renderer/features/today/today-screen.tsx'),
        () => import('#renderer/features/failures/failures-screen.tsx'),
        () => import('#renderer/features/runs/runs-screen.tsx'),
        () => import('#renderer/features/run/run-screen.tsx'),
        () => import('#renderer/features/jobs/jobs-screen.tsx'),
        () => import('#renderer/features/job/job-screen.tsx'),
        () => import('#renderer/features/capacity/capacity-screen.tsx'),
        () => import('#renderer/features/settings/settings-screen.tsx'),
        () => import('#renderer/app/palette.tsx'),
        () => import('#renderer/app/shortcut-sheet.tsx'),
        () => import('#renderer/parts/run-actions/run-dialogs.tsx'),
        () => import('#renderer/parts/job-actions/job-dialogs.tsx'),
        () => import('#renderer/ui/code-editor.tsx'),
      ];
      // One after the other, so that what a person asks for meanwhile does not stand in a queue.
      void parts
        .reduce((before, load) => before.then(load), Promise.resolve<unknown>(null))
        // The connection broke meanwhile: what is asked for is fetched then, and tells it there.
        .catch(() => undefined);
    },
    { timeout: 5_000 },
  );
}
