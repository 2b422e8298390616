import type { StandardRPCJsonSerializerOptions } from '@orpc/client/standard';

/*
 * Answers of the contract are JSON already. The binding would look at every value of them for dates, sets and the
 * like, which takes several times as long as writing the text; here it leaves the whole as it is. Readers skip what
 * they do not know, so that nobody needs to know of it.
 */

/** Numbers up to 20 are kept for the binding's own kinds. */
const TYPE = 21;

/** A prototype that tells the binding that this is no plain object to be walked through. */
const AS_IT_IS: object = {};

export const PLAIN_ANSWERS: StandardRPCJsonSerializerOptions = {
  customJsonSerializers: [
    {
      type: TYPE,
      condition: isPlainObject,
      serialize: (value: object): unknown =>
        Object.assign(Object.create(AS_IT_IS) as object, value),
      deserialize: (value: unknown) => value,
    },
  ],
};

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}
