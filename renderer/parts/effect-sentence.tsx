import type { JsonObject } from '#shared/lib/json.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';

/**
 * What a run does, with the values of its input in bold: they are what tells this run from the next one. Values
 * are found in the finished sentence, the longest first, so that none is taken for a part of another.
 */
export function EffectSentence({
  effect,
  input,
}: {
  readonly effect: string;
  readonly input: JsonObject;
}) {
  return (
    <>
      {splitAtValues(capitalise(effect), valuesOf(input)).map(({ text, isValue }, index) =>
        isValue ? (
          <b
            key={index}
            className="font-semibold underline decoration-line-strong decoration-dotted underline-offset-3"
          >
            {text}
          </b>
        ) : (
          text
        ),
      )}
    </>
  );
}

interface Piece {
  readonly text: string;
  readonly isValue: boolean;
}

function splitAtValues(sentence: string, values: readonly string[]): readonly Piece[] {
  if (values.length === 0) return [{ text: sentence, isValue: false }];
  const shape = new RegExp(`(${values.map(escapeForRegExp).join('|')})`, 'g');
  return sentence
    .split(shape)
    .filter((text) => text !== '')
    .map((text) => ({ text, isValue: values.includes(text) }));
}

/** Of one letter or digit there are too many in every sentence. */
function valuesOf(input: JsonObject): readonly string[] {
  return Object.values(input)
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map(String)
    .filter((text) => text.length > 1)
    .toSorted((one, other) => other.length - one.length);
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
