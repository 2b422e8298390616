import type { ConnectionState } from '#renderer/data/connection-status.ts';

/**
 * Why nothing can be asked of the instance now; `null` if something can. What is pressed while nobody hears it would
 * happen later, when nobody expects it any more.
 */
export function commandBlockOf(state: ConnectionState): string | null {
  switch (state) {
    case 'lost':
      return 'The engine is not reached.';
    case 'refused':
      return 'This page is no longer signed in.';
    case 'connecting':
    case 'live':
      return null;
  }
}
