/*
 * Where a text stops being JSON, for the person who is typing it. What `JSON.parse` says differs from browser to
 * browser and often names no line, so the text is read once more here, by the grammar of RFC 8259.
 */

export interface JsonTextFault {
  /** From 1. */
  readonly line: number;
  /** What is wrong there, as the rest of a sentence. */
  readonly reason: string;
}

class FaultAt extends Error {
  readonly at: number;
  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

/** The first thing that is wrong; `null` where the text is JSON. */
export function jsonTextFault(text: string): JsonTextFault | null {
  try {
    readWhole(text);
    return null;
  } catch (error) {
    if (!(error instanceof FaultAt)) throw error;
    return { line: text.slice(0, error.at).split('\n').length, reason: error.message };
  }
}

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
/** As much of a text as there is before it breaks off. */
const BROKEN_STRING = /"(?:[^"\\\n]|\\.)*("?)/y;
const WORD = /[^\s,:[\]{}"]{1,20}/y;

/** A place in a text that moves on as it is read. */
interface Reader {
  readonly at: () => number;
  readonly next: () => string;
  /** Skips blanks, then takes what matches; `null` leaves the place where it is. */
  readonly take: (pattern: RegExp | string) => string | null;
  readonly peek: (pattern: RegExp) => RegExpExecArray | null;
}

function createReader(text: string): Reader {
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const skipBlank = (): void => {
    at += match(BLANK)?.[0].length ?? 0;
  };
  return {
    at: () => at,
    next: () => text.charAt(at),
    take(pattern) {
      skipBlank();
      const isThere = typeof pattern === 'string' && text.startsWith(pattern, at);
      const taken = typeof pattern === 'string' ? (isThere ? pattern : null) : match(pattern)?.[0];
      at += taken?.length ?? 0;
      return taken ?? null;
    },
    peek: match,
  };
}

function readWhole(text: string): void {
  const reader = createReader(text);
  readValue(reader, 'a value');
  const end = reader.at();
  reader.take('');
  if (reader.next() !== '') throw new FaultAt(end, 'there is more after the end of the input');
}

function readValue(reader: Reader, wanted: string): void {
  if (reader.take('{') !== null) return readObject(reader);
  if (reader.take('[') !== null) return readList(reader);
  if (reader.next() === '"') return void readString(reader);
  if (reader.take(SCALAR) !== null) return;
  const word = reader.peek(WORD)?.[0];
  throw new FaultAt(reader.at(), word === undefined ? `${wanted} is missing` : valueFault(word));
}

function readObject(reader: Reader): void {
  if (reader.take('}') !== null) return;
  for (;;) {
    reader.take('');
    const isName = reader.next() === '"';
    if (!isName) throw new FaultAt(reader.at(), nameFault(reader));
    const name = readString(reader);
    if (reader.take(':') === null)
      throw new FaultAt(reader.at(), `a colon is missing after ${name}`);
    readValue(reader, `the value of ${name}`);
    const end = reader.at();
    if (reader.take('}') !== null) return;
    if (reader.take(',') === null) throw new FaultAt(end, separatorFault(reader, '}'));
  }
}

function readList(reader: Reader): void {
  if (reader.take(']') !== null) return;
  for (;;) {
    readValue(reader, 'a value of the list');
    const end = reader.at();
    if (reader.take(']') !== null) return;
    if (reader.take(',') === null) throw new FaultAt(end, separatorFault(reader, ']'));
  }
}

function readString(reader: Reader): string {
  const text = reader.take(STRING);
  if (text !== null) return text;
  const isClosed = reader.peek(BROKEN_STRING)?.[1] === '"';
  throw new FaultAt(
    reader.at(),
    isClosed
      ? 'a backslash, or a tab, cannot stand like this in a text: write \\\\ or \\t'
      : 'a double quote is missing at the end of the text',
  );
}

function nameFault(reader: Reader): string {
  if (reader.next() === '') return 'a } is missing at the end';
  if (reader.next() === '}') return 'there is a comma too many before the }';
  const word = reader.peek(WORD)?.[0];
  return word === undefined
    ? 'the name of a field is missing'
    : `the name ${word} has to stand in double quotes`;
}

function separatorFault(reader: Reader, end: string): string {
  const next = reader.next();
  if (next === '') return `a ${end} is missing at the end`;
  if (next === '}' || next === ']') return `a ${end} is missing before ${next}`;
  const found = reader.peek(STRING)?.[0] ?? reader.peek(WORD)?.[0] ?? next;
  return `a comma is missing before ${found}`;
}

function valueFault(word: string): string {
  return /^[-+.\d]/.test(word)
    ? `${word} is no number as JSON writes it`
    : `${word} is no value: text stands in double quotes`;
}
