import { hasDisplay } from '#server/has-display.ts';

export interface SurfaceFacts {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isRoot: boolean;
  readonly isBrowserWished: boolean;
}

/** Where the console is shown; `because` begins a sentence, `null` if there is nothing to explain. */
export type Surface =
  { readonly kind: 'desktop' } | { readonly kind: 'browser'; readonly because: string | null };

export function decideSurface(facts: SurfaceFacts): Surface {
  const { platform, environment, isRoot, isBrowserWished } = facts;
  if (isBrowserWished) return { kind: 'browser', because: null };
  if (!hasDisplay(platform, environment)) {
    return { kind: 'browser', because: 'There is no display for the desktop application' };
  }
  if (isRoot && platform === 'linux') {
    return { kind: 'browser', because: 'Electron keeps its sandbox and does not run as root' };
  }
  return { kind: 'desktop' };
}
