import { defaultEffect } from '#shared/domain/default-effect.ts';
import { defaultOverlap, OVERLAP_POLICIES } from '#shared/domain/job.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import { METHODS } from '#shared/domain/method.ts';
import type { Method } from '#shared/domain/method.ts';
import { parseConcurrency } from '#shared/domain/parse-concurrency.ts';
import { parseRetryPolicy } from '#shared/domain/parse-retry-policy.ts';
import { parseTriggers } from '#shared/domain/parse-triggers.ts';
import { parseWork, WORK_FIELDS } from '#shared/domain/parse-work.ts';
import type { ResolvePath } from '#shared/domain/parse-work.ts';
import type { Problem } from '#shared/domain/problem.ts';
import { readFields, readRequired, refuse, refuseKind } from '#shared/domain/raw-field.ts';
import type { RawField, RawFields } from '#shared/domain/raw-field.ts';
import {
  readChoice,
  readDuration,
  readFlag,
  readInteger,
  readJson,
  readJsonObject,
  readParsed,
  readText,
} from '#shared/domain/read-value.ts';
import { templateFields } from '#shared/domain/template.ts';
import { templateProblems } from '#shared/domain/template-problems.ts';
import { ID_PATTERN } from '#shared/lib/branded.ts';
import type { Json } from '#shared/lib/json.ts';

/** What a definition is read against. */
export interface DefinitionContext {
  /** IANA zone of triggers that name none. */
  readonly defaultZone: string;
  /** Where the definition stands, like `jobs[0]`; every problem's place begins with it. */
  readonly place: string;
  /** Makes a relative `cwd` absolute; without it a relative one is refused. */
  readonly resolvePath?: ResolvePath;
}

/** A definition with every default filled in, or everything that is wrong with it. */
export type ParsedJob =
  | { readonly kind: 'definition'; readonly definition: JobDefinition }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** The longest timer of the engine's clock waits a little longer. */
const MAX_TIMEOUT_MS = 24 * 86_400_000;
const MAX_EFFECT_LENGTH = 1_000;

const JOB_FIELDS = [
  ...['name', 'method', ...WORK_FIELDS, 'effect', 'input', 'inputSchema', 'triggers', 'overlap'],
  ...['concurrency', 'retry', 'timeout', 'killGrace', 'expireAfter', 'priority', 'idempotent'],
];

/** Reads a job as a person wrote it. Throws nothing: whatever is wrong is in the answer, all of it at once. */
export function parseJobDefinition(raw: unknown, context: DefinitionContext): ParsedJob {
  const problems: Problem[] = [];
  const name = context.place === '' ? 'a job' : context.place;
  const self: RawField = { value: raw, place: context.place, name, problems };
  const fields = readFields(self, JOB_FIELDS);
  const definition = fields && parseFields(fields, context);
  return definition === null || problems.length > 0
    ? { kind: 'problems', problems }
    : { kind: 'definition', definition };
}

function parseFields(fields: RawFields, context: DefinitionContext): JobDefinition | null {
  const { at } = fields;
  const name = readName(readRequired(fields, 'name'));
  const method = readMethod(readRequired(fields, 'method'));
  const work = parseWork(fields, context.resolvePath ?? null);
  const effect = readEffect(at('effect'));
  const policies = parsePolicies(fields, method ?? 'POST');
  const problemCount = fields.self.problems.length;
  const data = {
    input: readJsonObject(at('input')) ?? {},
    inputSchema: readSchema(at('inputSchema')),
    triggers: parseTriggers(at('triggers'), context.defaultZone),
  };
  const isDataSound = fields.self.problems.length === problemCount;
  if (name === null || method === null || work === null) return null;
  const definition: JobDefinition = {
    ...{ name, method, ...work },
    effect: effect ?? defaultEffect(method, work),
    ...data,
    ...policies,
  };
  if (isDataSound) fields.self.problems.push(...templateProblems(definition, context.place));
  return definition;
}

type Policies = Omit<
  JobDefinition,
  | ('name' | 'method' | 'target' | 'args' | 'script' | 'cwd' | 'env' | 'headers')
  | ('effect' | 'input' | 'inputSchema' | 'triggers')
>;

function parsePolicies({ at }: RawFields, method: Method): Policies {
  return {
    overlap: readChoice(at('overlap'), OVERLAP_POLICIES) ?? defaultOverlap(method),
    concurrency: parseConcurrency(at('concurrency')),
    retry: parseRetryPolicy(at('retry'), method),
    timeoutMs: readDuration(at('timeout'), { min: 1, max: MAX_TIMEOUT_MS }) ?? 3_600_000,
    killGraceMs: readDuration(at('killGrace'), { max: 3_600_000 }) ?? 10_000,
    expireAfterMs: readDuration(at('expireAfter'), { min: 1 }),
    priority: readInteger(at('priority'), { min: -100, max: 100 }) ?? 0,
    idempotent: readIdempotent(at('idempotent'), method) ?? false,
  };
}

function readName(field: RawField | null): string | null {
  const name = readText(field);
  if (field === null || name === null || ID_PATTERN.test(name)) return name;
  return refuseKind(field, '1 to 64 letters, digits, "_" and "-"');
}

function readMethod(field: RawField | null): Method | null {
  if (field === null) return null;
  const { value } = field;
  const method = METHODS.find((candidate) => candidate === value);
  if (method !== undefined) return method;
  const meant = METHODS.find((each) => typeof value === 'string' && each === value.toUpperCase());
  const hint = meant === undefined ? '' : `: write ${meant}`;
  return refuseKind(field, 'GET (may be repeated) or POST (is performed once)', hint);
}

function readEffect(field: RawField | null): string | null {
  const effect = readParsed(field, (text) => {
    templateFields(text, 'the effect');
    return text;
  });
  if (field === null || effect === null) return null;
  if (effect.trim() !== '' && effect.length <= MAX_EFFECT_LENGTH) return effect;
  return refuse(field, `effect is a sentence of 1 to ${MAX_EFFECT_LENGTH} characters`);
}

/** Whether it is a good schema is asked elsewhere; here it only has to have the shape of one. */
function readSchema(field: RawField | null): Json | null {
  if (field === null || typeof field.value === 'boolean') return readJson(field);
  return readJsonObject(field);
}

function readIdempotent(field: RawField | null, method: Method): boolean | null {
  const idempotent = readFlag(field);
  if (field === null || idempotent === null || method === 'POST') return idempotent;
  return refuse(field, 'idempotent has a meaning only for POST: a GET may always be repeated');
}
