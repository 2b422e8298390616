/** One thing that `doctor` looked at. */
export interface Check {
  readonly name: string;
  readonly isOk: boolean;
  /** What was found. */
  readonly finding: string;
  /** What to do about it; `null` where nothing has to be done. */
  readonly wayOut: string | null;
}

export function ok(name: string, finding: string): Check {
  return { name, isOk: true, finding, wayOut: null };
}

export function failed(name: string, finding: string, wayOut: string): Check {
  return { name, isOk: false, finding, wayOut };
}
