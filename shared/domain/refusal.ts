/**
 * Why a request was not carried out. The list is closed: the contract, the command line and the console
 * all map from it.
 *
 * - `not_found`: the named thing does not exist (any more)
 * - `invalid_input`: the request itself is wrong; `place` says where
 * - `conflict`: the request is right, but not in the present state
 * - `not_permitted`, `not_supported`: this caller, this instance
 * - `unavailable`: nothing was changed and the same request may work later (full disk, engine stopping)
 */
export type RefusalCode =
  'not_found' | 'invalid_input' | 'conflict' | 'not_permitted' | 'not_supported' | 'unavailable';

/** A request that was understood and not carried out: nothing has changed. The message is one sentence for a person. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** Where in the input, as a path like `jobs[0].triggers[1].cron`; `null` when it concerns no single place. */
  readonly place: string | null;

  constructor(code: RefusalCode, message: string, place: string | null = null) {
    super(message);
    this.code = code;
    this.place = place;
  }
}
