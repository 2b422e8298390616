import { ORPCError } from '@orpc/client';
import { CommanderError } from 'commander';
import type { Problem } from '#shared/contract/errors.ts';
import { problemSentence } from '#shared/contract/problem-sentence.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { JobFileError } from '#server/job-file-error.ts';

/** Places that only repeat which argument of the command was meant. */
const OBVIOUS_PLACES: readonly string[] = ['run', 'job', 'attempt'];

/** What people type who know other programs. */
const MEANT_COMMANDS: Readonly<Record<string, string>> = {
  trigger: 'did you mean run?',
  start: 'did you mean serve, or run for a job?',
  status: 'did you mean doctor, for the engine, or runs?',
  list: 'did you mean jobs, or runs?',
  ls: 'did you mean jobs, or runs?',
  kill: 'did you mean cancel?',
  logs: 'did you mean log?',
  delete: 'a job is never deleted, pause it with pause',
  remove: 'a job is never deleted, pause it with pause',
};

/** Mistakes in how a command is written, whose message does not say how it would be right. */
const EXPLAINED_BY_HELP: readonly string[] = [
  'commander.unknownCommand',
  'commander.unknownOption',
  'commander.missingArgument',
  'commander.optionMissingArgument',
  'commander.missingMandatoryOptionValue',
  'commander.excessArguments',
];

/**
 * What is said on standard error about something that was not carried out: one sentence on one line, except
 * for a job file, which gets one for each of its problems.
 */
export function complaintsOf(error: unknown): readonly string[] {
  if (error instanceof JobFileError) return error.complaints.map(oneLine);
  return [oneLine(sentenceOf(error))];
}

/** Whether an instance answered that it has no such thing. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND';
}

function sentenceOf(error: unknown): string {
  if (error instanceof CommanderError) return commandLineSentence(error);
  if (error instanceof Refusal) return error.message;
  if (error instanceof ORPCError) return answeredSentence(error as ORPCError<string, unknown>);
  const message = error instanceof Error ? error.message : String(error);
  return `a defect in Nightdesk: ${message} (NIGHTDESK_DEBUG=1 shows where)`;
}

/** `error: unknown command 'rnus'\n(Did you mean runs?)` and the like become one sentence. */
function commandLineSentence({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'the command is missing: see `nightdesk --help`';
  const sentence = message
    .replace(/^error: /, '')
    .replace(/\s*\(Did you mean (.*)\?\)$/s, ': did you mean $1?')
    .replace(/\. (It|Allowed|Expected) /, (_, word: string) => `: ${word.toLowerCase()} `)
    .replace(/\.$/, '');
  const meant =
    code === 'commander.unknownCommand'
      ? MEANT_COMMANDS[/'(.*)'/.exec(sentence)?.[1] ?? '']
      : undefined;
  if (meant !== undefined) return `${sentence.replace(/: did you mean .*$/, '')}: ${meant}`;
  const needsHelp = EXPLAINED_BY_HELP.includes(code) && !sentence.includes('did you mean');
  return needsHelp ? `${sentence} (see \`nightdesk --help\`)` : sentence;
}

function answeredSentence(error: ORPCError<string, unknown>): string {
  if (error.code === 'BAD_REQUEST') return unreadableInput(error) ?? error.message;
  if (error.code === 'INTERNAL_SERVER_ERROR') {
    return 'a defect in the engine, which printed what happened on its standard error';
  }
  const { problems = [] } = (error.data ?? {}) as { readonly problems?: readonly Problem[] };
  const [problem, ...others] = problems;
  return problem === undefined || others.length > 0 ? error.message : withPlace(problem);
}

function withPlace(problem: Problem): string {
  if (problem.place === 'reason') return `${problem.message} (--reason)`;
  const isObvious = problem.place !== null && OBVIOUS_PLACES.includes(problem.place);
  return isObvious ? problem.message : problemSentence(problem);
}

interface InputIssue {
  readonly path?: readonly (string | number)[];
  readonly message: string;
}

/** Input that does not have the contract's form, such as a run's id with a blank in it. */
function unreadableInput({ data }: ORPCError<string, unknown>): string | null {
  const { issues = [] } = (data ?? {}) as { readonly issues?: readonly InputIssue[] };
  const [issue] = issues;
  return issue === undefined ? null : `${(issue.path ?? []).join('.')}: ${issue.message}`;
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
