/** The executable of the npm package `node`. */
export interface BundledNode {
  readonly version: string;
  readonly executable: string;
}

export type RuntimeChoice =
  | { readonly kind: 'this' }
  | { readonly kind: 'bundled'; readonly executable: string }
  | { readonly kind: 'none'; readonly sentence: string };

/** Which Node runs the program: this one if recent enough, else the bundled one, else none, with the reason. */
export function chooseRuntime(version: string, bundled: BundledNode | null): RuntimeChoice;
