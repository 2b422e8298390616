import type { JobDefinition } from '#shared/domain/job.ts';
import { redactArguments, redactSentence } from '#shared/domain/redact-command.ts';
import { shellWord } from '#shared/lib/shell-word.ts';
import { shorten } from '#shared/lib/shorten.ts';

type Command = Pick<JobDefinition, 'target' | 'args' | 'script'>;

const MAX_SCRIPT_LENGTH = 80;

/** A process as a person would type it, secrets masked: `exec:pay --now`, or `shell:bash` and how its script begins. */
export function commandText({ target, args, script }: Command): string {
  if (script !== null) return `${target} ${firstLine(script)}`.trimEnd();
  return [target, ...redactArguments(args)].map(shellWord).join(' ');
}

/** The first line that does something. */
function firstLine(script: string): string {
  const lines = script.split(/\r?\n/).map((line) => line.trim());
  const [first = '', ...others] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const shown = shorten(redactSentence(first), MAX_SCRIPT_LENGTH);
  return others.length > 0 && !shown.endsWith('…') ? `${shown} …` : shown;
}
