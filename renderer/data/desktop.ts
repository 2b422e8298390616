import type { NightdeskDesktop } from '#shared/contract/desktop-calls.ts';

declare global {
  interface Window {
    readonly nightdeskDesktop?: NightdeskDesktop;
  }
}

/** The desktop application around this page; `null` in a browser. */
export function desktopAround(page: Window): NightdeskDesktop | null {
  return page.nightdeskDesktop ?? null;
}
