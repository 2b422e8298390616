/*
 * The job file of the example names a port and a program that this machine may not offer. It is adapted by plain
 * replacement in its text, so that comments, order and whatever its owner changed stay as they are; and what it
 * was adapted to is read from it again at the next start, so that nothing else has to remember it.
 */

/** Stands in the job file as it is delivered, and is used if it is free. */
const DEFAULT_MAIL_PORT = 48_025;

const MAIL_ADDRESS = /(?<=\/\/127\.0\.0\.1:)\d+(?=\/)/;
const NODE_TARGET = /(?<=\bexec:)(?:node|.*[\\/]node(?:\.exe)?)$/gm;

/** The port at which the job file expects the mail service. */
export function readMailPort(text: string): number {
  const written = MAIL_ADDRESS.exec(text)?.[0];
  return written === undefined ? DEFAULT_MAIL_PORT : Number(written);
}

/** The text with another port for the mail service wherever the present one stands. */
export function withMailPort(text: string, port: number): string {
  return text.replace(new RegExp(`\\b${readMailPort(text)}\\b`, 'g'), String(port));
}

/** Each Node that jobs start: `node`, or the path of one. */
export function readNodePrograms(text: string): readonly string[] {
  return [...new Set(text.match(NODE_TARGET))];
}

/** The text with another Node for every job that starts this one. */
export function withNodeProgram(text: string, program: string, replacement: string): string {
  return text.replace(NODE_TARGET, (found) => (found === program ? replacement : found));
}
