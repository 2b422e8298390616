import { once } from 'node:events';

/** Where the program prints, and what it has to know to print well. */
export interface Terminal {
  /** Columns that a line may take; `Infinity` where the output is no terminal, so that nothing is cut. */
  readonly width: number;
  /** Whether a person looks on: only then is anything emphasised. */
  readonly isInteractive: boolean;
  /** The IANA zone that times are shown in. */
  readonly zone: string;
  now(): number;
  /** One line, or several, on standard output. */
  print(text: string): void;
  /** Text as it is on standard output; resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** One line on standard error. */
  notice(text: string): void;
}

/** The terminal, or the files, that this process was started with. */
export function createTerminal(): Terminal {
  const { stdout, stderr } = process;
  stdout.on('error', endWithReader);
  return {
    // A pipe has no columns, whatever the type says.
    width: stdout.isTTY ? stdout.columns : Infinity,
    isInteractive: stdout.isTTY,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: () => Date.now(),
    print: (text) => void stdout.write(`${text}\n`),
    async write(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    notice: (text) => void stderr.write(`${text}\n`),
  };
}

/** `nightdesk log … | head` has seen enough: no reason to complain. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}
