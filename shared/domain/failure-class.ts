/**
 * Why an attempt failed: the closed list that retry policies choose from.
 *
 * - `network`: the request was never sent · `no_answer`: it was sent, and no answer came
 * - `timeout`: the attempt took longer than the job allows
 * - `http:<code>`: the answer's status · `exit:<n>`: the process's exit code, never 0
 * - `signal`: a signal that was not ours ended the process · `spawn`: it could not be started
 * - `lost`: the engine died, and neither an exit record nor a live process was found
 * - `error`: a builtin handler threw
 */
export type FailureClass =
  | 'network'
  | 'no_answer'
  | 'timeout'
  | 'signal'
  | 'spawn'
  | 'lost'
  | 'error'
  | `http:${number}`
  | `exit:${number}`;

/** What `retryOn` and `noRetryOn` may name: a class, or a whole family of them. */
export type FailurePattern = FailureClass | 'http:3xx' | 'http:4xx' | 'http:5xx' | 'exit';

const NAMED = ['network', 'no_answer', 'timeout', 'signal', 'spawn', 'lost', 'error', 'exit'];
const PATTERN = /^(?:http:(?:[1-5]\d\d|[345]xx)|exit:(?:[1-9]\d{0,9}))$/;

export function isFailurePattern(text: string): text is FailurePattern {
  return NAMED.includes(text) || PATTERN.test(text);
}

export function failureMatches(failure: FailureClass, pattern: FailurePattern): boolean {
  if (failure === pattern) return true;
  if (pattern === 'exit') return failure.startsWith('exit:');
  if (pattern.endsWith('xx')) return failure.startsWith(pattern.slice(0, -2));
  return false;
}
