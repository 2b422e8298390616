import { z } from 'zod';
import { Refusal } from '#shared/domain/refusal.ts';
import { templateFields } from '#shared/domain/template.ts';
import { didYouMean } from '#shared/lib/did-you-mean.ts';
import { quoted } from '#shared/lib/quoted.ts';

/** The shells that a `shell:` target may name. */
export const SHELLS = ['sh', 'bash', 'zsh', 'fish', 'pwsh', 'powershell', 'cmd'] as const;
export type Shell = (typeof SHELLS)[number];

/** What a run asks, taken apart. */
export type Target =
  | { readonly scheme: 'http'; readonly url: string }
  | { readonly scheme: 'exec'; readonly program: string }
  | { readonly scheme: 'shell'; readonly shell: Shell }
  | { readonly scheme: 'builtin'; readonly handler: string };
export type TargetScheme = Target['scheme'];

/** An http target in the parts that templates tell apart: none before the path, encoded ones behind it. */
export interface HttpTargetParts {
  /** Scheme and host, as in `https://crm.local:8443`. */
  readonly origin: string;
  /** From its first `/`; may be empty. */
  readonly path: string;
  /** With its `?`; may be empty. */
  readonly query: string;
}

const MAX_LENGTH = 4_096;
const FORMS = 'https://…, http://…, exec:program, shell:bash or builtin:handler';
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s;
const HTTP_PARTS = /^(https?:\/\/[^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/s;
const HANDLER = /^[0-9A-Za-z_.-]{1,64}$/;
const TEMPLATE = /\{\{.*?\}\}/gs;
/** What a URL cannot hold as it is, or what readers of URLs disagree about. */
const NOT_IN_URL = /[\s\p{Cc}\\]/u;
const absoluteUrl = z.url();

/** Reads a target, or refuses it with a sentence that says what would be allowed. */
export function parseTarget(text: string): Target {
  const [, scheme, rest = ''] = SCHEME.exec(text) ?? [];
  if (text.length > MAX_LENGTH) throw refusal(`a target has at most ${MAX_LENGTH} characters`);
  switch (scheme) {
    case undefined:
      throw refusal(`target is one of ${FORMS}, not ${quoted(text)}`);
    case 'http':
    case 'https':
      return parseHttpTarget(text);
    case 'exec':
      return parseExecTarget(rest);
    case 'shell':
      return parseShellTarget(rest);
    case 'builtin':
      return parseBuiltinTarget(rest);
    default: {
      const meant = didYouMean(scheme, ['http', 'https', 'exec', 'shell', 'builtin']);
      throw refusal(`unknown scheme "${scheme}" in target${meant || `: it is one of ${FORMS}`}`);
    }
  }
}

/** Takes the text of an http target apart without judging it; `null` if it is not one. */
export function splitHttpTarget(url: string): HttpTargetParts | null {
  const [, origin, path = '', query = ''] = HTTP_PARTS.exec(url) ?? [];
  return origin === undefined ? null : { origin, path, query };
}

export function isShell(text: string): text is Shell {
  return SHELLS.some((shell) => shell === text);
}

function parseHttpTarget(url: string): Target {
  const parts = splitHttpTarget(url);
  if (parts === null || /:\/\/(?:[^@]*@)?(?::|$)/.test(parts.origin)) {
    throw refusal(`an http target names a host, as in http://localhost:8080/path`);
  }
  if (parts.origin.includes('{{')) {
    throw refusal('a template cannot stand in the host of a target, only in its path and query');
  }
  if (url.includes('#')) throw refusal('a target has no fragment (#…): it would never be sent');
  templateFields(url, 'the target');
  const literal = url.replace(TEMPLATE, 'x');
  if (NOT_IN_URL.test(literal)) {
    throw refusal(
      'a target has no spaces, control characters or backslashes: write %20 for a space',
    );
  }
  if (!absoluteUrl.safeParse(literal).success) throw refusal(`${quoted(url)} is not a URL`);
  return { scheme: 'http', url };
}

function parseExecTarget(program: string): Target {
  refuseTemplate(program, 'the program');
  if (program.trim() === '') throw refusal('exec: needs a program, as in exec:node');
  if (/\p{Cc}/u.test(program)) throw refusal('the program of exec: holds a control character');
  const [first = '', ...others] = program.split(/\s+/);
  if (others.length > 0 && !/[/\\]/.test(first)) {
    const hint = first === '' ? 'no space after exec:' : `exec:${first} and the rest in args`;
    throw refusal(`exec: names one program and takes no arguments: write ${hint}`);
  }
  return { scheme: 'exec', program };
}

function parseShellTarget(shell: string): Target {
  if (isShell(shell)) return { scheme: 'shell', shell };
  if (shell.trim() === '') throw refusal(`shell: needs a shell, one of ${SHELLS.join(', ')}`);
  const hint = didYouMean(shell, SHELLS) || `: it is one of ${SHELLS.join(', ')}`;
  throw refusal(`unknown shell ${quoted(shell)}${hint}`);
}

function parseBuiltinTarget(handler: string): Target {
  if (HANDLER.test(handler)) return { scheme: 'builtin', handler };
  refuseTemplate(handler, 'the handler');
  throw refusal(
    `builtin: names a handler by letters, digits, "_", "." and "-", not ${quoted(handler)}`,
  );
}

function refuseTemplate(text: string, where: string): void {
  if (text.includes('{{')) {
    throw refusal(
      `a template cannot stand in ${where} of a target, only in a URL's path and query`,
    );
  }
}

function refusal(sentence: string): Refusal {
  return new Refusal('invalid_input', sentence);
}
