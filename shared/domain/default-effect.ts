import { commandText } from '#shared/domain/command-text.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import type { Method } from '#shared/domain/method.ts';
import { redactUrl } from '#shared/domain/redact-url.ts';
import { isHttpTarget } from '#shared/domain/target-scheme.ts';

type Command = Pick<JobDefinition, 'target' | 'args' | 'script'>;

/** What a job that says nothing about its effect does: the request itself, `POST https://crm.local/orders/{{input.order}}`. */
export function defaultEffect(method: Method, command: Command): string {
  const isHttp = isHttpTarget(command.target);
  if (isHttp) return `${method} ${redactUrl(command.target)}`;
  // Braces in a command are its own business; in an effect they would be a template.
  return `${method} ${commandText(command).replaceAll('{{', '{ {')}`;
}
