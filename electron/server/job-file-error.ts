/** A job file that was refused as a whole: nothing has changed. */
export class JobFileError extends Error {
  override readonly name = 'JobFileError';
  /** A sentence for each problem, beginning with `file:line`. */
  readonly complaints: readonly string[];

  constructor(complaints: readonly string[]) {
    super(complaints.join('\n'));
    this.complaints = complaints;
  }
}
