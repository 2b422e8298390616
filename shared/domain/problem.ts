/** One thing that is wrong with a definition. */
export interface Problem {
  /** Where, as a path like `jobs[0].triggers[1].cron`. */
  readonly place: string;
  /** One sentence for a person, understandable without the place. */
  readonly message: string;
}
