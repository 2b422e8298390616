import { Refusal } from '#shared/domain/refusal.ts';
import { splitHttpTarget } from '#shared/domain/target.ts';
import { renderTemplate, templateFields } from '#shared/domain/template.ts';
import type { JsonObject } from '#shared/lib/json.ts';

export interface RenderedTarget {
  readonly target: string;
  /** Top-level fields of the input that path or query already carry. */
  readonly inputInTarget: readonly string[];
}

/** Fills in a target's templates: a value never reaches beyond the place where it stands. */
export function renderTarget(target: string, input: JsonObject): RenderedTarget {
  const parts = splitHttpTarget(target);
  if (parts === null || !target.includes('{{')) return { target, inputInTarget: [] };
  const segments = parts.path.split('/').map((segment) => renderSegment(segment, input));
  const query = renderTemplate(parts.query, input, { purpose: 'the target', encode: encodeInUrl });
  const fields = templateFields(target, 'the target').map((path) => path.split('.')[0] ?? '');
  return {
    target: parts.origin + segments.join('/') + query,
    inputInTarget: [...new Set(fields)],
  };
}

/** A value of a header, in which what a header cannot carry is percent-encoded, and so is `%` itself. */
export function renderHeader(name: string, template: string, input: JsonObject): string {
  return renderTemplate(template, input, {
    purpose: `the header ${name}`,
    encode: (text) => text.replace(/^ +| +$|[^ -~]+|%/g, encodeInUrl),
  });
}

/** A segment that vanished, or that leads upwards, would make it another request. */
function renderSegment(segment: string, input: JsonObject): string {
  const text = renderTemplate(segment, input, { purpose: 'the target', encode: encodeInUrl });
  if (text === segment || !/^\.{0,2}$/.test(text.replace(/%2e/gi, '.'))) return text;
  const [path = ''] = templateFields(segment, 'the target');
  throw new Refusal(
    'invalid_input',
    `input.${path} is ${JSON.stringify(text)}, which cannot stand in the path of the target`,
    `input.${path}`,
  );
}

function encodeInUrl(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
