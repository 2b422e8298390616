import { format } from 'prettier';
import { ATTEMPT_STATES, ATTEMPT_TRANSITIONS } from '#shared/domain/attempt-state-table.ts';
import { isFinalRun, RUN_STATES, RUN_TRANSITIONS } from '#shared/domain/run-state-table.ts';

/** The page of all states, made from the tables that the engine itself asks. */
export async function statesPage(): Promise<string> {
  const page = [
    '# States of runs and attempts',
    'Made by `npm run docs:states` from the two tables that alone allow a transition, `shared/domain/run-state-table.ts` and `attempt-state-table.ts`. An event that they do not list is an error, never a silent no-op.',
    '## Runs',
    diagram(runArrows()),
    `A run is over when it is ${words(RUN_STATES.filter(isFinalRun))}. \`held\` and \`unknown\` wait for a person.`,
    runTable(),
    '## Attempts',
    diagram(attemptArrows()),
    'An attempt never changes after its end.',
  ].join('\n\n');
  return format(page, { parser: 'markdown', printWidth: 100 });
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label: string;
}

function runArrows(): readonly Arrow[] {
  return RUN_TRANSITIONS.flatMap(({ from, event, to }) =>
    to.map((state) => ({ from: from ?? '[*]', to: state, label: event.replaceAll('_', ' ') })),
  );
}

function attemptArrows(): readonly Arrow[] {
  return ATTEMPT_STATES.flatMap((from) =>
    ATTEMPT_TRANSITIONS[from].map((to) => ({ from, to, label: '' })),
  );
}

/** Arrows between the same two states are one. */
function diagram(arrows: readonly Arrow[]): string {
  const labels = Map.groupBy(arrows, ({ from, to }) => `${from} --> ${to}`);
  const lines = Array.from(labels, ([line, same]) => {
    const label = same.map((arrow) => arrow.label).filter((text) => text !== '');
    return label.length === 0 ? `  ${line}` : `  ${line}: ${label.join(', ')}`;
  });
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

function runTable(): string {
  const rows = RUN_TRANSITIONS.map(
    ({ from, event, to }) =>
      `| ${from === null ? '–' : `\`${from}\``} | ${event.replaceAll('_', ' ')} | ${words(to)} |`,
  );
  return ['| from | event | to |', '| --- | --- | --- |', ...rows].join('\n');
}

function words(states: readonly string[]): string {
  const names = states.map((state) => `\`${state}\``);
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
