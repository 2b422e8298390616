import type { JsonObject } from '#shared/lib/json.ts';
import { inputValue } from '#shared/domain/template.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';

const BRACES = /\{\{\s*input\.(.*?)\s*\}\}/g;

/**
 * What every run of a job does: its effect with the job's own input filled in, and the name of a field where each
 * run brings its own.
 */
export function EffectTemplate(props: { readonly effect: string; readonly input: JsonObject }) {
  const pieces = capitalise(props.effect).split(BRACES);
  return (
    <>
      {pieces.map((piece, index) =>
        index % 2 === 0 ? piece : <FieldValue key={index} path={piece} input={props.input} />,
      )}
    </>
  );
}

function FieldValue({ path, input }: { readonly path: string; readonly input: JsonObject }) {
  const value = inputValue(input, path);
  const isOwn = value !== undefined && value !== null && value !== '';
  return (
    <b
      title={isOwn ? `input.${path}, unless a run brings its own` : `input.${path} of each run`}
      className={`underline decoration-line-strong decoration-dotted underline-offset-3 ${isOwn ? 'font-semibold' : 'font-normal text-text-2 italic'}`}
    >
      {isOwn ? (typeof value === 'string' ? value : JSON.stringify(value)) : path}
    </b>
  );
}
