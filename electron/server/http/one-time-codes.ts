/** `too_many`: a wrong one again, after so many that whoever sends them has to wait. */
export type Redemption = 'accepted' | 'refused' | 'too_many';

/** Codes that stand in a URL, for a person to come in once. */
export interface OneTimeCodes {
  issue(): string;
  redeem(code: string): Redemption;
}

export interface OneTimeCodesDeps {
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Long enough not to be guessed. */
  readonly newCode: () => string;
}

export const CODE_LIFE_MS = 10 * 60_000;
const MAX_OPEN_CODES = 32;
const MAX_WRONG_TRIES = 10;
const TRIES_SPAN_MS = 60_000;

export function createOneTimeCodes({ now, newCode }: OneTimeCodesDeps): OneTimeCodes {
  /** Until when each is good; the oldest first. */
  const open = new Map<string, number>();
  let wrongTries: readonly number[] = [];

  function hasTriedTooOften(): boolean {
    wrongTries = wrongTries.filter((at) => now() - at < TRIES_SPAN_MS);
    return wrongTries.length >= MAX_WRONG_TRIES;
  }

  return {
    issue() {
      const code = newCode();
      open.set(code, now() + CODE_LIFE_MS);
      for (const oldest of [...open.keys()].slice(0, -MAX_OPEN_CODES)) open.delete(oldest);
      return code;
    },
    redeem(code) {
      // A right one lets in at any time: nobody guesses it, and nobody may lock the owner out with wrong ones.
      const goodUntil = open.get(code);
      open.delete(code);
      if (goodUntil !== undefined && now() < goodUntil) return 'accepted';
      if (hasTriedTooOften()) return 'too_many';
      wrongTries = [...wrongTries, now()];
      return 'refused';
    },
  };
}
