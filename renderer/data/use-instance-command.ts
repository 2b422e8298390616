import { ORPCError } from '@orpc/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '#shared/contract/errors.ts';
import { problemSentence } from '#shared/contract/problem-sentence.ts';
import { isLostAnswer } from '#renderer/data/lost-answer.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';

/** A command's input without what this hook fills in. */
type Asked<Input> = Omit<Input, 'commandId'>;

export interface InstanceCommand<Input, Answer> {
  /** Carries the command out; `onDone` is called with its answer. */
  readonly ask: (input: Asked<Input>, onDone?: (answer: Answer) => void) => void;
  readonly isAsking: boolean;
  /** What was asked last. */
  readonly asked: Asked<Input> | null;
  /** Why it was refused or did not get through, as one sentence. */
  readonly problem: string | null;
  /** Why it was refused, as long as what is to be asked is still what was refused. */
  readonly refusalOf: (input: Partial<Asked<Input>>) => CommandRefusal | null;
  readonly forget: () => void;
}

export interface CommandRefusal {
  readonly sentence: string;
  /** Where in the input, and what is wrong there. */
  readonly problems: readonly Problem[];
}

const TRIES = 6;

/**
 * One command of the contract. Its `commandId` is made when a person asks, and stays the same while the question is
 * repeated over a broken connection, by us or by the person: however often it arrives, it acts once. Only a definite
 * answer ends its use.
 */
export function useInstanceCommand<Input extends { commandId: string }, Answer>(
  call: (input: Input) => Promise<Answer>,
): InstanceCommand<Input, Answer> {
  const [questions] = useState(() => new Map<string, Question>());
  const { mutateAsync, isPending, error, variables, reset } = useMutation({
    mutationFn: (input: Input) => call(input),
    retry: (count, failure) => count < TRIES && isLostAnswer(failure),
    retryDelay: (count) => Math.min(250 * 2 ** count, 4_000),
  });

  async function send(shape: string, input: Asked<Input>): Promise<Answer> {
    const commandId = questions.get(shape)?.commandId ?? crypto.randomUUID();
    questions.set(shape, { commandId, isUnderWay: true });
    try {
      const answer = await mutateAsync({ ...input, commandId } as Input);
      questions.delete(shape);
      return answer;
    } catch (failure) {
      if (isLostAnswer(failure)) questions.set(shape, { commandId, isUnderWay: false });
      else questions.delete(shape);
      throw failure;
    }
  }

  return {
    ask(input, onDone) {
      const shape = JSON.stringify(input);
      // A second click within the same frame, before the button could be disabled.
      if (questions.get(shape)?.isUnderWay === true) return;
      // What went wrong is told by `problem`.
      send(shape, input).then(onDone, () => undefined);
    },
    isAsking: isPending,
    asked: variables ?? null,
    problem: error === null ? null : sentenceOfRefusal(error),
    refusalOf(input) {
      if (error === null || !isPartOf(input, variables)) return null;
      const problems = error instanceof ORPCError ? problemsOf(error.data) : [];
      return { sentence: sentenceOfRefusal(error), problems };
    },
    forget: reset,
  };
}

/** Whether each of these fields is still as it was asked. */
function isPartOf(input: object, asked: object | undefined): boolean {
  const known = new Map(Object.entries(asked ?? {}));
  return Object.entries(input).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(known.get(name)),
  );
}

interface Question {
  readonly commandId: string;
  readonly isUnderWay: boolean;
}

function sentenceOfRefusal(error: unknown): string {
  return isLostAnswer(error)
    ? 'The instance did not answer, so it is not known whether this was done. Ask again: it is done once.'
    : sentenceOfProblem(error);
}

/** What went wrong, for the person who looks. */
export function sentenceOfProblem(error: unknown): string {
  if (error instanceof ORPCError) {
    const problems = problemsOf(error.data).map(problemSentence);
    return capitalise(withoutCommandHint(problems.join('; ') || error.message));
  }
  return 'The instance could not be reached. It is tried again until it is back.';
}

/** `…: see \`nightdesk runs\`` helps whoever sits at a command line. */
function withoutCommandHint(sentence: string): string {
  return sentence.replace(/: see `[^`]*`$/, '');
}

/** What was asked for does not exist, or no longer. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND';
}

/** Where input was refused field by field, the fields say more than the error does. */
function problemsOf(data: unknown): readonly Problem[] {
  const { problems = [] } = (data ?? {}) as { readonly problems?: readonly Problem[] };
  return problems;
}
