import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import { expect, it } from 'vitest';
import { PLAIN_ANSWERS } from '#server/plain-answers.ts';

const ANSWER = {
  runs: [{ id: 'k7fq-1', input: { toJSON: 'a field' }, message: null }],
  asOfSeq: 7,
};

function write(answer: unknown): {
  readonly json: unknown;
  readonly meta: readonly (readonly unknown[])[];
} {
  const [json, meta] = new StandardRPCJsonSerializer(PLAIN_ANSWERS).serialize(answer);
  return { json: JSON.parse(JSON.stringify(json)) as unknown, meta };
}

it('an answer stands in the text as it is', () => {
  expect(write(ANSWER).json).toEqual(ANSWER);
});

it('an answer is not walked through value by value', () => {
  let lookedAt = 0;
  const run = {
    get id() {
      lookedAt += 1;
      return 'k7fq-1';
    },
  };
  new StandardRPCJsonSerializer(PLAIN_ANSWERS).serialize({ runs: [run] });
  expect(lookedAt).toBe(0);
});

it('a reader that knows nothing of it reads the same answer', () => {
  const { json, meta } = write(ANSWER);
  const read = new StandardRPCJsonSerializer().deserialize(json, meta as never);
  expect(read).toEqual(ANSWER);
});
