import { parseHeaders } from '#shared/domain/parse-headers.ts';
import { readRequired, refuse } from '#shared/domain/raw-field.ts';
import type { RawField, RawFields } from '#shared/domain/raw-field.ts';
import { readList, readParsed, readText, readTexts } from '#shared/domain/read-value.ts';
import type { JobDefinition } from '#shared/domain/job.ts';
import { isShell, parseTarget } from '#shared/domain/target.ts';
import type { TargetScheme } from '#shared/domain/target.ts';
import { quoted } from '#shared/lib/quoted.ts';

/** What is carried out: the target, and what only some targets take. */
export type Work = Pick<JobDefinition, 'target' | 'args' | 'script' | 'cwd' | 'env' | 'headers'>;

/** Makes the path of a folder absolute, from wherever the definition was read. */
export type ResolvePath = (path: string) => string;

const MAX_ARGS = 1_000;
const MAX_SCRIPT_LENGTH = 262_144;

/** Which targets take which field. */
const TAKEN_BY: Readonly<Record<string, readonly TargetScheme[]>> = {
  args: ['exec'],
  script: ['shell'],
  cwd: ['exec', 'shell'],
  env: ['exec', 'shell'],
  headers: ['http'],
};

export const WORK_FIELDS = ['target', ...Object.keys(TAKEN_BY)];

export function parseWork(fields: RawFields, resolvePath: ResolvePath | null): Work | null {
  const { target, script } = parseTargetAndScript(fields);
  const args = readList(fields.at('args'), MAX_ARGS, readLiteral) ?? [];
  const cwd = parseFolder(fields.at('cwd'), resolvePath);
  const env = readTexts(fields.at('env'), variableFault, readVariable) ?? {};
  const headers = parseHeaders(fields.at('headers')) ?? {};
  return target === null ? null : { target, args, script, cwd, env, headers };
}

function parseTargetAndScript(fields: RawFields): {
  target: string | null;
  script: string | null;
} {
  const script = readScript(fields.at('script'));
  const field = readRequired(fields, 'target');
  const short = fields.has('script') ? null : shortFormScript(field);
  if (field !== null && short !== null) {
    const literal = readLiteral({ ...field, value: short });
    return { target: literal === null ? null : 'shell:sh', script: short };
  }
  const target = readParsed(field, (text) => ({ text, ...parseTarget(text) }));
  if (target !== null) refuseForeignFields(fields, target.scheme);
  if (target?.scheme === 'shell') readRequired(fields, 'script');
  return { target: target?.text ?? null, script };
}

/** The script in `shell:echo hello`; `null` where the target is not one that holds its own script. */
function shortFormScript(field: RawField | null): string | null {
  if (typeof field?.value !== 'string' || !field.value.startsWith('shell:')) return null;
  const rest = field.value.slice('shell:'.length);
  return rest.trim() === '' || isShell(rest) ? null : rest;
}

function refuseForeignFields(fields: RawFields, scheme: TargetScheme): void {
  for (const [name, schemes] of Object.entries(TAKEN_BY)) {
    const field = fields.at(name);
    if (field === null || schemes.includes(scheme)) continue;
    const owners = schemes.map((owner) => `${owner}:`).join(' and ');
    refuse(field, `${name} belongs to ${owners} targets, and this one is ${scheme}:`);
  }
}

function readScript(field: RawField | null): string | null {
  const script = readLiteral(field);
  if (field === null || script === null) return null;
  if (script.trim() === '') return refuse(field, 'script is empty');
  if (script.length <= MAX_SCRIPT_LENGTH) return script;
  return refuse(field, `script has at most ${MAX_SCRIPT_LENGTH} characters: keep it in a file`);
}

/** Text that reaches a process as it is: input comes by environment and standard input, so nobody can inject any. */
function readLiteral(field: RawField | null): string | null {
  const text = readText(field);
  if (field === null || text === null) return null;
  if (text.includes('\0')) return refuse(field, `${field.name} holds a NUL character`);
  if (!/\{\{\s*input\b/.test(text)) return text;
  return refuse(
    field,
    `a template cannot stand in ${field.name}: a process gets its input by environment and standard input`,
  );
}

/** A process knows only text, so `3` and `true` mean what they look like. */
function readVariable(field: RawField | null): string | null {
  const value = field?.value;
  const isPlain = typeof value === 'boolean' || Number.isSafeInteger(value);
  return field !== null && isPlain ? String(value) : readLiteral(field);
}

function parseFolder(field: RawField | null, resolvePath: ResolvePath | null): string | null {
  const path = readLiteral(field);
  if (field === null || path === null) return null;
  if (path.trim() === '') return refuse(field, 'cwd is empty');
  if (isUnexpanded(path)) {
    return refuse(field, `${quoted(path)} is not expanded: write the folder's whole path`);
  }
  if (isAbsolutePath(path)) return path;
  if (resolvePath !== null) return resolvePath(path);
  return refuse(field, `cwd is an absolute path here, not ${quoted(path)}`);
}

/** Whether a path starts with what a shell would expand; here nothing does. */
export function isUnexpanded(path: string): boolean {
  return /^(?:~|\$[A-Za-z_{]|%\w+%)/.test(path);
}

/** On any system: a definition may be read on another one than it is for. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|\\\\|[A-Za-z]:[\\/])/.test(path);
}

function variableFault(name: string): string | null {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return `${quoted(name)} is not the name of an environment variable`;
  }
  return name.toUpperCase().startsWith('NIGHTDESK_')
    ? `${name} is set by Nightdesk itself, as all NIGHTDESK_… variables are`
    : null;
}
