import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { yamlFault } from '#server/job-file/yaml-fault.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { splitPlace } from '#shared/lib/place.ts';
import type { PlaceStep } from '#shared/lib/place.ts';

/** A place in a file, both counted from one. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

export interface YamlFile {
  readonly value: unknown;
  /** Where a place like `jobs[0].timeout` stands in the file, or the nearest thing around it that is there. */
  readonly locate: (place: string) => FilePosition;
}

/** Enough for any file that people write; an alias inside an alias multiplies. */
const MAX_ALIAS_COUNT = 100;

/** Reads one YAML 1.2 document in its core schema; `name` is what sentences call the file. */
export function parseYamlFile(name: string, text: string): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    ...{ version: '1.2', schema: 'core', strict: true, uniqueKeys: true },
    ...{ prettyErrors: false, logLevel: 'error', lineCounter },
  });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw refusal(`${name}:${line}:${col}: ${yamlFault(error, text)}`);
  }
  keepVariablesAsWritten(document);
  return {
    value: toValue(name, document),
    locate: (place) => {
      const node = nodeAt(document, splitPlace(place));
      const { line, col } = lineCounter.linePos(node?.range?.[0] ?? 0);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    },
  };
}

/** `1.10` and `007` in `env:` are text to a process, and reach it as they are written. */
function keepVariablesAsWritten(document: Document): void {
  const jobs = document.get('jobs');
  const variables = (isSeq(jobs) ? jobs.items : []).flatMap((job) => {
    const env = isMap(job) ? job.get('env') : null;
    return isMap(env) ? env.items.map(({ value }) => value) : [];
  });
  for (const variable of variables) {
    if (!isScalar(variable) || variable.source === undefined) continue;
    if (['number', 'boolean'].includes(typeof variable.value)) variable.value = variable.source;
  }
}

function toValue(name: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const sentence = error.message.startsWith('Excessive alias count')
      ? 'aliases (*name) repeat too much of the file'
      : `an alias (*name) comes before its anchor (&name), or has none; text that begins with * needs quotes`;
    throw refusal(`${name}: ${sentence}`);
  }
}

/** The key of the last field, or the last item, that is there. */
function nodeAt(document: Document, steps: readonly PlaceStep[]): Node | null {
  let found: Node | null = document.contents;
  let inside: unknown = document.contents;
  for (const step of steps) {
    const value: unknown = isAlias(inside) ? inside.resolve(document) : inside;
    if (isSeq(value)) {
      inside = value.items[Number(step)];
      if (isNode(inside)) found = inside;
    } else if (isMap(value)) {
      const pair = value.items.find(({ key }) => String(isScalar(key) ? key.value : key) === step);
      if (isNode(pair?.key)) found = pair.key;
      inside = pair?.value;
    } else {
      return found;
    }
  }
  return found;
}

function refusal(sentence: string): Refusal {
  return new Refusal('invalid_input', sentence);
}
