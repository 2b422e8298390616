import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { askUntilAnswered } from '#renderer/data/ask-until-answered.ts';

const lost = new TypeError('fetch failed');

/** Somebody with all the time of the world, who counts; `callTimes` is how often it was asked. */
function ask(answers: readonly unknown[], givesUpAfter = Infinity) {
  const given = new AbortController();
  const told = { callCount: 0, lostCount: 0, waits: [] as number[] };
  const answer = askUntilAnswered(
    async () => {
      const next = answers[told.callCount] ?? lost;
      told.callCount += 1;
      if (next instanceof Error) throw next;
      return next;
    },
    {
      signal: given.signal,
      onLost: () => (told.lostCount += 1),
      async wait(durationMs) {
        told.waits.push(durationMs);
        if (told.waits.length === givesUpAfter) given.abort();
      },
    },
  );
  return { answer, told };
}

test('a command whose answer is lost is asked again until it is answered, and each loss is told', async () => {
  const { answer, told } = ask([lost, lost, 'made']);
  expect(await answer).toBe('made');
  expect(told).toEqual({ callCount: 3, lostCount: 2, waits: [250, 500] });
});

test('a command that was given up is not asked again', async () => {
  const { answer, told } = ask([lost, lost, 'made'], 1);
  await expect(answer).rejects.toBe(lost);
  expect(told.callCount).toBe(1);
});

test('a refusal is an answer', async () => {
  const refusal = new ORPCError('CONFLICT', { status: 409 });
  const { answer, told } = ask([refusal, 'made']);
  await expect(answer).rejects.toBe(refusal);
  expect(told.lostCount).toBe(0);
});

test('after six repeats it is for the person to ask again', async () => {
  const { answer, told } = ask([]);
  await expect(answer).rejects.toBe(lost);
  expect(told.callCount).toBe(7);
  expect(told.waits.at(-1)).toBe(4_000);
});
