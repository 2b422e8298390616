import fc from 'fast-check';

/** Any Unicode text without halves of surrogate pairs. `fc.string({ unit: 'binary' })` takes seconds to be made. */
export function anyText(): fc.Arbitrary<string> {
  const codePoint = fc.oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  );
  return fc.array(codePoint, { maxLength: 20 }).map((points) => String.fromCodePoint(...points));
}
