import { ORPCError } from '@orpc/client';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Problem } from '#shared/contract/errors.ts';
import { problemSentence } from '#shared/contract/problem-sentence.ts';
import { askUntilAnswered, waitUnlessAborted } from '#renderer/data/ask-until-answered.ts';
import { commandBlockOf } from '#renderer/data/command-block.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import { isLostAnswer } from '#renderer/data/lost-answer.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';

/** A command's input without what this hook fills in. */
type Asked<Input> = Omit<Input, 'commandId'>;

export interface InstanceCommand<Input, Answer> {
  /** Carries the command out; `onDone` is called with its answer. */
  readonly ask: (input: Asked<Input>, onDone?: (answer: Answer) => void) => void;
  readonly isAsking: boolean;
  /** Why it cannot be asked now, as one sentence. */
  readonly block: string | null;
  /** It was asked, its answer is not there, and nobody knows whether it has arrived. */
  readonly isUnanswered: boolean;
  /** Asks no more; whether it was done is then not known. */
  readonly giveUp: () => void;
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

/**
 * One command of the contract. Its `commandId` is made when a person asks, and stays the same while the question is
 * repeated over a broken connection, by us or by the person: however often it arrives, it acts once. Only a definite
 * answer ends its use. While the instance is known not to be reached nothing is asked.
 */
export function useInstanceCommand<Input extends { commandId: string }, Answer>(
  call: (input: Input, options: { readonly signal: AbortSignal }) => Promise<Answer>,
): InstanceCommand<Input, Answer> {
  const [questions] = useState(() => new Map<string, Question>());
  const [isLost, setIsLost] = useState(false);
  const asking = useRef<AbortController>(null);
  const block = commandBlockOf(useConnection(({ state }) => state));
  const { mutateAsync, isPending, error, variables, reset } = useMutation({
    mutationFn(input: Input) {
      const { signal } = (asking.current = new AbortController());
      setIsLost(false);
      const patience = { signal, onLost: () => setIsLost(true), wait: waitUnlessAborted };
      return askUntilAnswered(() => call(input, { signal }), patience);
    },
    // The network of this machine says nothing of an engine on it.
    networkMode: 'always',
    retry: false,
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
      if (block !== null || questions.get(shape)?.isUnderWay === true) return;
      // What went wrong is told by `problem`.
      send(shape, input).then(onDone, () => undefined);
    },
    isAsking: isPending,
    block,
    isUnanswered: isPending && (isLost || block !== null),
    giveUp: () => asking.current?.abort(),
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
    ? 'The engine did not answer, so it is not known whether this was done. Ask again: it is done once at most.'
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
