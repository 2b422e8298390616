import { useEffect, useRef } from 'react';
import { useInstance } from '#renderer/data/instance.tsx';

/** How long the page has to be before somebody's eyes until it counts as seen. */
const SEEN_AFTER_MS = 4_000;

/**
 * Notes, once a visit, that this person has seen everything up to the moment when they came: the next visit starts
 * from there. A page that nobody sees, such as a tab in the background, notes nothing.
 */
export function useLook(): void {
  const { client } = useInstance();
  const isNoted = useRef(false);

  useEffect(() => {
    const at = Date.now();
    let timer: number | undefined;
    function note(): void {
      if (isNoted.current) return;
      isNoted.current = true;
      // The next visit tries again: nothing is lost but what counts as new stays a little longer.
      client.desk.look({ commandId: crypto.randomUUID(), at }).catch(() => undefined);
    }
    function follow(): void {
      window.clearTimeout(timer);
      if (!document.hidden) timer = window.setTimeout(note, SEEN_AFTER_MS);
    }
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', follow);
    };
  }, [client]);
}
