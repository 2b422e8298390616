import type { Job } from '#shared/contract/job-schema.ts';
import { renderRequest } from '#shared/domain/request-line.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { EffectTemplate } from '#renderer/parts/effect-template.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { RequestBox } from '#renderer/parts/request-box.tsx';

/** What a request is made of: a job as it is now, or as a revision of it was. */
export type RequestSource = Pick<Job, 'method' | 'target' | 'effect' | 'definition'>;

export interface RequestPreviewProps {
  readonly job: RequestSource;
  /** The whole input of the run, the job's own values included. */
  readonly input: JsonObject;
  /** What is missing is told elsewhere already. */
  readonly isRefused?: boolean;
}

/** What will happen, to what and where, with the input as it is now. */
export function RequestPreview({ job, input, isRefused = false }: RequestPreviewProps) {
  const request = tryRequest(job, input);
  if (typeof request === 'string') {
    return (
      <RequestBox
        method={job.method}
        effect={<EffectTemplate effect={job.effect} input={input} />}
        requestLine={`${job.method} ${job.target}`}
        complaint={isRefused ? null : request}
      />
    );
  }
  return (
    <RequestBox
      method={job.method}
      effect={<EffectSentence effect={request.effect} input={input} />}
      requestLine={request.requestLine}
    />
  );
}

/** The request as the engine will render it, or why it cannot be. */
function tryRequest(
  job: RequestSource,
  input: JsonObject,
): ReturnType<typeof renderRequest> | string {
  try {
    return renderRequest(definitionOf(job), input);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
