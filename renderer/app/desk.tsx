import { Tooltip } from '@base-ui/react/tooltip';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { createDeskRouter } from '#renderer/app/desk-router.tsx';
import { isWorthAskingAgain } from '#renderer/app/is-worth-asking-again.ts';
import { loadAhead } from '#renderer/app/load-ahead.ts';
import { resolveTheme } from '#renderer/app/follow-theme.ts';
import { noteAnswer } from '#renderer/data/connection-status.ts';
import { followJournal } from '#renderer/data/follow-journal.ts';
import type { Instance } from '#renderer/data/instance.tsx';
import { InstanceProvider } from '#renderer/data/instance.tsx';
import { usePreferences } from '#renderer/data/preferences.ts';
import { createQueryRefresher } from '#renderer/data/refresh-queries.ts';
import { Toasts } from '#renderer/ui/toasts.tsx';

/** The whole console on one instance. */
export function Desk({ instance }: { readonly instance: Instance }) {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createDeskRouter);
  const theme = usePreferences(({ theme: chosen }) => resolveTheme(chosen));

  useEffect(loadAhead, []);
  useEffect(() => {
    const refresher = createQueryRefresher(queryClient, instance);
    const stop = followJournal(instance.client, {
      onEvents: refresher.take,
      onGap: refresher.refreshAll,
    });
    return () => {
      stop();
      refresher.close();
    };
  }, [queryClient, instance]);

  return (
    <QueryClientProvider client={queryClient}>
      <InstanceProvider instance={instance}>
        <Tooltip.Provider>
          <RouterProvider router={router} />
          <Toasts theme={theme} />
        </Tooltip.Provider>
      </InstanceProvider>
    </QueryClientProvider>
  );
}

/**
 * What is shown is refreshed by the journal, never by a focus. Whether the machine has a network says nothing about an
 * instance on it.
 */
function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onSuccess: noteAnswer }),
    defaultOptions: {
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        refetchOnMount: true,
        retry: isWorthAskingAgain,
      },
    },
  });
}
