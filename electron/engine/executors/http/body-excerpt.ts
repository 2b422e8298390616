/** The beginning of a body, enough of it to tell why a request failed. */
export interface BodyExcerpt {
  add(bytes: Uint8Array): void;
  /** The first line that says anything, if the body is text meant for people or programs to read as lines. */
  firstLine(contentType: string | undefined): string | null;
}

const MAX_BYTES = 2_048;
const MAX_LINE_LENGTH = 300;
const TEXTUAL = /^text\/|json|xml|yaml|javascript|x-www-form-urlencoded/i;
/** The first line of a page is its doctype. */
const PAGE = /html/i;

export function createBodyExcerpt(): BodyExcerpt {
  const kept: Uint8Array[] = [];
  let room = MAX_BYTES;
  return {
    add(bytes) {
      if (room <= 0) return;
      kept.push(Uint8Array.from(bytes.subarray(0, room)));
      room -= bytes.length;
    },
    firstLine(contentType) {
      return isTextual(contentType) ? firstLineOf(Buffer.concat(kept).toString('utf8')) : null;
    },
  };
}

function isTextual(contentType: string | undefined): boolean {
  return contentType === undefined || (TEXTUAL.test(contentType) && !PAGE.test(contentType));
}

function firstLineOf(text: string): string | null {
  if (text.includes('\0')) return null;
  const line = text.split(/[\r\n]+/).find((candidate) => /[\p{L}\p{N}]/u.test(candidate));
  if (line === undefined) return null;
  const visible = line.replace(/\p{Cc}+/gu, ' ').trim();
  if (visible.length <= MAX_LINE_LENGTH) return visible;
  return `${visible.slice(0, MAX_LINE_LENGTH - 1).toWellFormed()}…`;
}
