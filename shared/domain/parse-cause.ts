import { refuse, refuseKind } from '#shared/domain/raw-field.ts';
import type { RawField, RawFields } from '#shared/domain/raw-field.ts';
import { readChoice, readList, readText } from '#shared/domain/read-value.ts';
import { DEMANDS, TRIGGER_EVENTS } from '#shared/domain/trigger.ts';
import type { AfterSchedule, EventSchedule } from '#shared/domain/trigger.ts';
import { ID_PATTERN } from '#shared/lib/branded.ts';

const MAX_JOBS = 20;

/** `after: import`, or `after: [import, export]` for all of them; `on` says how they have to end. */
export function parseAfter(fields: RawFields): AfterSchedule | null {
  const field = fields.at('after');
  const on = readChoice(fields.at('on'), DEMANDS) ?? 'succeeded';
  const jobs = field === null ? null : readJobs(field);
  return jobs === null ? null : { kind: 'after', jobs, on };
}

export function parseEvent(fields: RawFields): EventSchedule | null {
  const event = readChoice(fields.at('event'), TRIGGER_EVENTS);
  return event === null ? null : { kind: 'event', event };
}

function readJobs(field: RawField): readonly string[] | null {
  if (typeof field.value === 'string') return readJobName(field) === null ? null : [field.value];
  if (!Array.isArray(field.value)) return refuseKind(field, 'the name of a job, or a list of them');
  const jobs = readList(field, MAX_JOBS, readJobName) ?? [];
  if (field.value.length === 0) return refuse(field, 'it names no job');
  const twice = jobs.find((job, index) => jobs.indexOf(job) < index);
  if (twice !== undefined) return refuse(field, `${twice} is named twice`);
  return jobs.length === field.value.length ? jobs : null;
}

function readJobName(field: RawField | null): string | null {
  const name = readText(field);
  if (field === null || name === null || ID_PATTERN.test(name)) return name;
  return refuseKind(field, 'the name of a job');
}
