const SECRET_PART =
  /token|passw|passphrase|secret|credential|signature|authorization|cookie|(?:api|access|private|shared)[-_. ]?key/i;
const SECRET_WORD = /(?:^|[^a-z])(?:auth|jwt|otp|pass|pwd|sid|sig)(?:$|[^a-z])/i;

/** What stands where a secret was. */
export const MASK = '***';

/**
 * Whether a value of this name (of a query parameter, a header, a variable) is likely to be a secret. It errs
 * on the side of masking: a page token that is hidden costs a glance, a password that is shown costs more.
 */
export function isSecretName(name: string): boolean {
  return SECRET_PART.test(name) || SECRET_WORD.test(name);
}
