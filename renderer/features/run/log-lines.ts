/** Lines of a growing text. */
export interface LogLines {
  readonly add: (text: string) => void;
  /** A new list after each addition; an unfinished last line counts. */
  readonly lines: () => readonly string[];
}

/** Colours and other commands to a terminal: nothing that a log says may steer the page. */
const TERMINAL_COMMANDS =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Tabs stay; what else is not printable is shown as a mark. */
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
/** Nobody reads on, and no browser draws it in time. */
const LONGEST_LINE = 10_000;

export function createLogLines(): LogLines {
  let finished: string[] = [];
  let rest = '';
  return {
    add(text) {
      const parts = (rest + text).split('\n');
      rest = (parts.pop() ?? '').slice(0, LONGEST_LINE * 2);
      finished = [...finished, ...parts.map(clean)];
    },
    lines: () => (rest === '' ? finished : [...finished, clean(rest)]),
  };
}

function clean(line: string): string {
  const text = line
    .replace(/\r$/, '')
    .replace(TERMINAL_COMMANDS, '')
    .replace(CONTROL_CHARACTERS, '·');
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)} …` : text;
}
