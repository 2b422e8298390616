import type { Job } from '#shared/contract/job-schema.ts';
import { renderRequest } from '#shared/domain/request-line.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import { useInstance } from '#renderer/data/instance.tsx';
import { EffectSentence } from '#renderer/parts/effect-sentence.tsx';
import { EffectTemplate } from '#renderer/parts/effect-template.tsx';
import { InstanceFlag } from '#renderer/parts/instance-flag.tsx';
import { definitionOf } from '#renderer/parts/job-definition.ts';
import { RequestLine } from '#renderer/parts/request-line.tsx';

export interface RequestPreviewProps {
  readonly job: Job;
  /** The whole input of the run, the job's own values included. */
  readonly input: JsonObject;
}

/** What will happen, to what and where, with the input as it is now. */
export function RequestPreview({ job, input }: RequestPreviewProps) {
  const { name, kind } = useInstance();
  const request = tryRequest(job, input);
  return (
    <div className="flex flex-col gap-1.5 rounded-panel border border-line px-4 py-3">
      <p className="text-effect">
        {typeof request === 'string' ? (
          <EffectTemplate effect={job.effect} input={input} />
        ) : (
          <EffectSentence effect={request.effect} input={input} />
        )}
      </p>
      <div className="flex min-w-0 items-center gap-3">
        <RequestLine
          method={job.method}
          requestLine={
            typeof request === 'string' ? `${job.method} ${job.target}` : request.requestLine
          }
          isWhole
        />
        <span className="ml-auto flex shrink-0 items-center gap-1.5 text-small text-text-2">
          <InstanceFlag kind={kind} /> {name}
        </span>
      </div>
      {typeof request === 'string' && <p className="text-small text-text-3">Not yet: {request}.</p>}
    </div>
  );
}

/** The request as the engine will render it, or why it cannot be. */
function tryRequest(job: Job, input: JsonObject): ReturnType<typeof renderRequest> | string {
  try {
    return renderRequest(definitionOf(job), input);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
