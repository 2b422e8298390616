import { isSecretName, MASK } from '#shared/domain/secret-name.ts';

/*
 * Works on the text and not on a parsed URL: what is shown may still hold templates, or be the very text
 * that was refused as a URL. Where a browser and a strict reader would disagree about malformed text, the
 * reading that hides more wins.
 */

/** Up to the last `@` before path, query or fragment. Slashes are optional after `http:`, as browsers read it. */
const USER_INFO = /^(\s*(?:https?:[\\/]*|[a-z][a-z0-9+.-]*:[\\/]{2}|[\\/]{2}))[^\\/?#]*@/i;
/** A password with a bare slash, query or fragment sign in it, which ends the host early and spoils its port. */
const BROKEN_USER_INFO =
  /^(\s*(?:https?:[\\/]*|[a-z][a-z0-9+.-]*:[\\/]{2}))[^\\/?#:[\]]*:(?!\d*(?:[\\/?#]|$)).*@/is;

/** The URL with its user and password, and the values of secret-looking parameters, replaced by `***`. */
export function redactUrl(url: string): string {
  const text = url.replace(USER_INFO, `$1${MASK}@`).replace(BROKEN_USER_INFO, `$1${MASK}@`);
  const start = text.search(/[?#]/) + 1;
  if (start === 0) return text;
  const parameters = text.slice(start).split(/([&#])/);
  return text.slice(0, start) + parameters.map(redactParameter).join('');
}

/** Everything after a secret name goes, because a secret may well contain what looks like a separator. */
function redactParameter(parameter: string): string {
  for (const { 0: head, 1: name = '', index } of parameter.matchAll(/(?:^|;)([^=;]*)=/g)) {
    if (isSecretName(decoded(name))) return parameter.slice(0, index + head.length) + MASK;
  }
  return parameter;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
