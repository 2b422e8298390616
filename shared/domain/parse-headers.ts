import { refuse } from '#shared/domain/raw-field.ts';
import type { RawField } from '#shared/domain/raw-field.ts';
import { readParsed, readTexts } from '#shared/domain/read-value.ts';
import { templateFields } from '#shared/domain/template.ts';
import { quoted } from '#shared/lib/quoted.ts';

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What the connection itself, or the engine, has to say. */
const RESERVED = ['connection', 'content-length', 'idempotency-key', 'transfer-encoding'];

/** Headers of a request; their values may be templates. */
export function parseHeaders(field: RawField | null): Readonly<Record<string, string>> | null {
  const headers = readTexts(field, headerFault, readHeader);
  const seen = new Set<string>();
  for (const name of Object.keys(headers ?? {})) {
    if (field !== null && seen.has(name.toLowerCase())) {
      refuse(field, `the header ${name} stands twice: upper and lower case make no difference`);
    }
    seen.add(name.toLowerCase());
  }
  return headers;
}

function headerFault(name: string): string | null {
  if (!TOKEN.test(name)) return `${quoted(name)} is not the name of a header`;
  if (!RESERVED.includes(name.toLowerCase())) return null;
  return `the header ${name} is set by Nightdesk itself`;
}

function readHeader(field: RawField | null): string | null {
  const value = readParsed(field, (text) => {
    templateFields(text, 'a header');
    return text;
  });
  if (field === null || value === null || /^[\t\x20-\x7e]*$/.test(value)) return value;
  return refuse(field, `${field.name} holds characters that a header cannot carry`);
}
