// How Nightdesk and a script talk: the input of the run comes as JSON in the variable NIGHTDESK_INPUT, what the
// script prints is the log of the attempt, and the exit code says how it went.

export function readInput() {
  return JSON.parse(process.env.NIGHTDESK_INPUT ?? '{}');
}

/** Ends the script as failed. The last line on stderr is what lists show as the reason. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** A word that is safe as the name of a file or folder; anything else fails, so that no input leaves the workspace. */
export function readName(value, what) {
  if (/^[a-z0-9][a-z0-9-]{0,60}$/i.test(String(value))) return String(value);
  return fail(`${JSON.stringify(value)} cannot be ${what}: letters, digits and "-" only`);
}
