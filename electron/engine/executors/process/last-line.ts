import { stripVTControlCharacters } from 'node:util';

const KEPT_BYTES = 2_048;
const LINE_CHARACTERS = 300;

/** Remembers the last line of a stream that says something. */
export interface LastLine {
  push(bytes: Buffer): void;
  /** Without control characters, at most 300 characters; empty if there was none. */
  text(): string;
}

export function createLastLine(): LastLine {
  let tail: Buffer = Buffer.alloc(0);
  return {
    push(bytes) {
      const isEnough = bytes.length >= KEPT_BYTES;
      // A copy, so that the large buffer that the bytes are part of can go.
      tail = Buffer.concat(isEnough ? [bytes.subarray(-KEPT_BYTES)] : [tail, bytes]);
      tail = tail.subarray(-KEPT_BYTES);
    },
    text() {
      const lines = tail
        .toString('utf8')
        .split(/[\r\n]+/)
        .map(toPlain);
      return lines.findLast((line) => line !== '')?.slice(0, LINE_CHARACTERS) ?? '';
    },
  };
}

function toPlain(line: string): string {
  return stripVTControlCharacters(line)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}
