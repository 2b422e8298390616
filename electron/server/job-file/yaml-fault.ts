import type { YAMLError } from 'yaml';

const NEEDS_QUOTES = 'needs quotes';

/** What is wrong with a file that is not YAML, as one sentence with the most likely cause. */
export function yamlFault({ code, message, pos }: YAMLError, text: string): string {
  if (/(?:^|[\s:[{,-])\*\S/.test(lineUpTo(text, pos[0])) && message.includes('alias')) {
    return `text that begins with * ${NEEDS_QUOTES}`;
  }
  switch (code) {
    case 'DUPLICATE_KEY':
      return `the field ${fieldAt(text, pos[0])} stands twice`;
    case 'TAB_AS_INDENT':
      return 'a tab cannot indent a line: use spaces';
    case 'MULTIPLE_DOCS':
      return 'a job file is one document: everything after a second --- would be ignored';
    case 'RESOURCE_EXHAUSTION':
      return 'this is nested too deeply';
    case 'TAG_RESOLVE_FAILED':
      return `a tag (!name) means nothing here; text that begins with ! ${NEEDS_QUOTES}`;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return `this line has a second colon: check its indentation, and text that holds ": " ${NEEDS_QUOTES}`;
    case 'MISSING_CHAR':
      return message.includes('quote') ? 'a quotation mark is never closed' : notYaml(message);
    default:
      return notYaml(message);
  }
}

function lineUpTo(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function fieldAt(text: string, offset: number): string {
  return JSON.stringify(/^["']?([^"':\s]{0,64})/.exec(text.slice(offset))?.[1] ?? '');
}

function notYaml(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  return `this is not YAML: ${line.charAt(0).toLowerCase()}${line.slice(1)}`;
}
