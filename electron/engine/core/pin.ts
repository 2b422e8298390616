/** That a person wants a run kept for good, whatever is said about deleting runs. */
export interface Pin {
  readonly at: number;
  readonly by: string;
  readonly reason: string | null;
}
