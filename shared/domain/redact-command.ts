import { redactUrl } from '#shared/domain/redact-url.ts';
import { isSecretName, MASK } from '#shared/domain/secret-name.ts';

const ASSIGNMENT = /^(["']?-{0,2}([\w.-]+)=)/;
const FLAG = /^--?([\w-]+)$/;
const HEADER = /^(["']?([\w-]+):\s)/;

/** Arguments of a program with the values of secret-looking options, assignments, headers and URLs masked. */
export function redactArguments(args: readonly string[]): readonly string[] {
  return args.map((argument, index) => {
    const option = FLAG.exec(args[index - 1] ?? '')?.[1];
    if (option !== undefined && isSecretName(option) && !argument.startsWith('-')) return MASK;
    return redactWord(argument);
  });
}

/** The same for a line of a script, whose words nobody has told apart yet; a secret header takes the rest of it. */
export function redactSentence(line: string): string {
  const words = line.split(/\s+/);
  const header = words.findIndex((word) => isSecretHeader(`${word} `));
  if (header < 0) return redactArguments(words).join(' ');
  return [...redactArguments(words.slice(0, header)), words[header], MASK].join(' ');
}

function redactWord(word: string): string {
  const [, head = '', name] = ASSIGNMENT.exec(word) ?? [];
  if (name !== undefined && isSecretName(name)) return head + MASK;
  if (isSecretHeader(word)) return (HEADER.exec(word)?.[1] ?? '') + MASK;
  const start = /[a-z][a-z0-9+.-]*:\/\//i.exec(word)?.index;
  return start === undefined ? word : word.slice(0, start) + redactUrl(word.slice(start));
}

function isSecretHeader(text: string): boolean {
  return isSecretName(HEADER.exec(text)?.[2] ?? '');
}
