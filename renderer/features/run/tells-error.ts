/** `422 Unprocessable Entity`, `HTTP/1.1 503 Service Unavailable` */
const STATUS = /^(?:HTTP\/\d(?:\.\d)? )?[45]\d\d(?: [A-Z]|$)/;
/** `TypeError: …`, `Uncaught Error: …`, `ERROR …`, `fatal: …` */
const ERROR = /(?:^|\s)(?:[A-Z]\w*)?(?:Error|Exception)\b.*:|^\W*(?:ERROR|FATAL|error|fatal)\b/;
/** `    at send (mail.js:12)`, `  File "mail.py", line 12` */
const STACK = /^\s+at \S|^\s+File ".*", line \d/;
/** What a program puts before its words: an instant, in brackets or not. */
const INSTANT = /^\[?\d{4}-\d\d-\d\d[T ][\d:.,]+Z?\]?\s/;

/** Whether a line of a log is what somebody looks for who asks why it failed. */
export function tellsError(line: string): boolean {
  const text = line.replace(INSTANT, '');
  return STATUS.test(text) || ERROR.test(text) || STACK.test(text);
}
