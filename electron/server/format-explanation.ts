import type {
  ClosedGate,
  JobExplanation,
  RunExplanation,
} from '#shared/contract/explanation-schema.ts';
import type { GateAction } from '#shared/domain/gate.ts';
import { quoteValue } from '#shared/domain/filter-terms.ts';
import { formatInstant, formatSpan } from '#server/format-time.ts';
import { printable } from '#server/printable.ts';
import type { Terminal } from '#server/terminal.ts';

/** How a job stands, and each of its runs that is not over. */
export function formatJobExplanation(
  { job, sentence, nextAt, runs }: JobExplanation,
  terminal: Terminal,
): string {
  const next = nextAt === null ? '' : `; next ${formatInstant(nextAt, terminal)}`;
  const lines = runs.map((run) => formatRunExplanation(run, terminal));
  return [`${job}: ${printable(sentence)}${next}`, ...lines].join('\n');
}

/** What keeps a run: its sentence has the first reason; further ones and the commands that help are below. */
export function formatRunExplanation(explanation: RunExplanation, terminal: Terminal): string {
  const { run, sentence, gates, waits } = explanation;
  const [first, ...others] = gates;
  return [
    `${run}: ${printable(sentence)}${untilOf(first, terminal)}`,
    ...others.map((gate) => `  also: ${printable(gate.sentence)}${untilOf(gate, terminal)}`),
    ...waits.map(
      ({ attempt, ms, sentence: why }) =>
        `  attempt ${attempt} waited ${formatSpan(ms)}: ${printable(why)}`,
    ),
    ...commandsOf(explanation).map((command) => `  you can: ${command}`),
  ].join('\n');
}

function untilOf(gate: ClosedGate | undefined, terminal: Terminal): string {
  return gate?.until == null ? '' : `, until ${formatInstant(gate.until, terminal)}`;
}

/** What a person can type to let it go on. */
function commandsOf({ run, job, state, gates }: RunExplanation): readonly string[] {
  if (state === 'unknown') {
    return [`nightdesk resolve ${run} --as succeeded|failed|ready --reason "how you know"`];
  }
  const commands = gates.flatMap((gate) =>
    gate.actions.flatMap((action) => commandsFor(action, { ...gate, run, job })),
  );
  return [...new Set(commands)];
}

/** More than these are not listed: whoever waits for so many looks at `runs`. */
const NAMED_BLOCKERS = 3;

function commandsFor(
  action: GateAction,
  { run, job, blockers, key, trigger }: ClosedGate & Pick<RunExplanation, 'run' | 'job'>,
): readonly string[] {
  switch (action) {
    case 'resume_scheduler':
      return ['nightdesk resume --all'];
    case 'resume_trigger':
      return [`nightdesk resume ${job} --trigger ${quoteValue(trigger ?? '')}`];
    case 'resume_key':
      return [`nightdesk resume --key ${quoteValue(key ?? '')}`];
    case 'resume_job':
      return [`nightdesk resume ${job}`];
    case 'release':
      return [`nightdesk release ${run}`];
    case 'retry_now':
      return [`nightdesk retry ${run}`];
    case 'cancel_blocker':
      return blockers.slice(0, NAMED_BLOCKERS).map((blocker) => `nightdesk cancel ${blocker}`);
    case 'wait':
      return [];
  }
}
