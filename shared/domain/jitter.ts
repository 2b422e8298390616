/**
 * By how much an occurrence starts later than its nominal instant, from 0 to `jitterMs`. Equal for equal triggers and
 * instants, so that whoever plans it again agrees; different otherwise, so that many machines with one job file do not
 * call all at once.
 */
export function jitterOf(triggerName: string, nominalAt: number, jitterMs: number): number {
  return Math.floor((hash(`${triggerName} ${nominalAt}`) / 2 ** 32) * (jitterMs + 1));
}

/** FNV-1a with the finish of MurmurHash3, which spreads texts that differ in one digit only. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
