import { ORPCError } from '@orpc/client';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Problem } from '#shared/contract/errors.ts';

/** A command's input without what this hook fills in. */
type Asked<Input> = Omit<Input, 'commandId'>;

export interface InstanceCommand<Input, Answer> {
  /** Carries the command out; `onDone` is called with its answer. */
  readonly ask: (input: Asked<Input>, onDone?: (answer: Answer) => void) => void;
  readonly isAsking: boolean;
  /** Why it was refused or did not get through, as one sentence. */
  readonly problem: string | null;
  readonly forget: () => void;
}

const TRIES = 6;

/**
 * One command of the contract. Its `commandId` is made when a person asks, and stays the same while the question is
 * repeated over a broken connection: however often it arrives, it acts once.
 */
export function useInstanceCommand<Input extends { commandId: string }, Answer>(
  call: (input: Input) => Promise<Answer>,
): InstanceCommand<Input, Answer> {
  const isUnderWay = useRef(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (input: Input) => call(input),
    retry: (count, failure) => count < TRIES && !(failure instanceof ORPCError),
    retryDelay: (count) => Math.min(250 * 2 ** count, 4_000),
    onSettled: () => void (isUnderWay.current = false),
  });
  return {
    ask(input, onDone) {
      // A second click within the same frame, before the button could be disabled.
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      mutate({ ...input, commandId: crypto.randomUUID() } as Input, {
        onSuccess: (answer) => onDone?.(answer),
      });
    },
    isAsking: isPending,
    problem: error === null ? null : sentenceOfProblem(error),
    forget: reset,
  };
}

/** What went wrong, for the person who asked. */
export function sentenceOfProblem(error: unknown): string {
  if (error instanceof ORPCError) return capitalise(problemsOf(error.data) ?? error.message);
  return 'The instance could not be reached, so nothing was done. Try again once it is back.';
}

/** Where input was refused field by field, the fields say more than the error does. */
function problemsOf(data: unknown): string | null {
  const { problems = [] } = (data ?? {}) as { readonly problems?: readonly Problem[] };
  if (problems.length === 0) return null;
  return problems
    .map(({ place, message }) => (place === null ? message : `${place}: ${message}`))
    .join('; ');
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
