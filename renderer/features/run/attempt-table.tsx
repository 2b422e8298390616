import type { Attempt, Run } from '#shared/contract/run-schema.ts';
import { useNow } from '#renderer/data/now.ts';
import { waitWords } from '#renderer/features/run/wait-words.ts';
import { joinClasses } from '#renderer/lib/join-classes.ts';
import { Duration } from '#renderer/parts/duration.tsx';
import { Moment } from '#renderer/parts/moment.tsx';
import { AttemptStateWord, StateWord } from '#renderer/parts/state-word.tsx';

export interface AttemptTableProps {
  readonly run: Run;
  readonly chosen: Attempt | null;
  readonly onChoose: (number: number) => void;
}

const HEAD =
  'h-7.5 border-b border-line px-2 text-left text-small font-medium text-text-3 whitespace-nowrap';
/** Only where there is room for it. */
const WIDE = 'hidden @4xl:table-cell';
const CELL = 'h-7.5 border-b border-line px-2 whitespace-nowrap truncate';

/** Every attempt, the newest first; none is ever overwritten by a later one. */
export function AttemptTable({ run, chosen, onChoose }: AttemptTableProps) {
  if (run.attempts.length === 0 && run.state !== 'retry_wait') return null;
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <thead>
        <tr>
          <th className={`${HEAD} w-12 pl-5`}>#</th>
          <th className={`${HEAD} w-28`}>State</th>
          <th className={`${HEAD} w-36`}>Started</th>
          <th className={`${HEAD} w-28 text-right`}>Duration</th>
          <th className={`${HEAD} pl-4`}>Result</th>
          <th className={`${HEAD} w-24`}>Class</th>
          <th className={`${HEAD} ${WIDE} w-28 text-right`}>Delay before</th>
          <th className={`${HEAD} ${WIDE} w-28 text-right`}>Waited</th>
          <th className={`${HEAD} ${WIDE} w-32 pr-5 pl-4`}>Fingerprint</th>
        </tr>
      </thead>
      <tbody>
        {run.state === 'retry_wait' && <PlannedRow run={run} />}
        {run.attempts.toReversed().map((attempt) => (
          <AttemptRow
            key={attempt.number}
            attempt={attempt}
            before={run.attempts.find(({ number }) => number === attempt.number - 1)}
            isChosen={attempt.number === chosen?.number}
            onChoose={() => onChoose(attempt.number)}
          />
        ))}
      </tbody>
    </table>
  );
}

function PlannedRow({ run }: { readonly run: Run }) {
  const delay = run.attempts.at(-1)?.retryDelayMs ?? null;
  return (
    <tr>
      <td className={`${CELL} pl-5`}>{run.attemptCount + 1}</td>
      <td className={CELL}>
        <StateWord mark="scheduled" word="planned" />
      </td>
      <td className={CELL}>
        <Moment at={run.nextAttemptAt} />
      </td>
      <td className={CELL} />
      <td className={CELL} />
      <td className={CELL} />
      <td className={`${CELL} ${WIDE} text-right`}>
        {delay === null ? '' : '+'}
        <Duration ms={delay} />
      </td>
      <td className={`${CELL} ${WIDE}`} />
      <td className={`${CELL} ${WIDE}`} />
    </tr>
  );
}

function AttemptRow(props: {
  readonly attempt: Attempt;
  readonly before: Attempt | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { attempt, before, isChosen, onChoose } = props;
  const now = useNow();
  const waits = Object.values(attempt.gateWaitsMs).reduce((sum, ms) => sum + ms, 0);
  return (
    <tr
      onClick={onChoose}
      aria-selected={isChosen}
      className={joinClasses(
        isChosen
          ? 'bg-selected [&>td:first-child]:shadow-[inset_2px_0_var(--now)]'
          : 'hover:bg-hover',
      )}
    >
      <td className={`${CELL} pl-5`}>
        <button type="button" onClick={onChoose} aria-label={`Attempt ${attempt.number}`}>
          {attempt.number}
        </button>
      </td>
      <td className={CELL}>
        <AttemptStateWord state={attempt.state} />
      </td>
      <td className={CELL}>
        <Moment at={attempt.startedAt} />
      </td>
      <td className={`${CELL} text-right`}>
        <Duration ms={(attempt.endedAt ?? now) - attempt.startedAt} />
      </td>
      <td className={`${CELL} machine pl-4`} title={attempt.message ?? undefined}>
        {resultText(attempt)}
      </td>
      <td className={`${CELL} machine text-text-2`}>{attempt.failureClass}</td>
      <td className={`${CELL} ${WIDE} text-right`}>
        {before === undefined ? (
          <span className="text-text-3">first</span>
        ) : (
          <>
            {before.retryDelayMs !== null && '+'}
            <Duration ms={before.retryDelayMs} />
          </>
        )}
      </td>
      <td className={`${CELL} ${WIDE} text-right`} title={waitedFor(attempt)}>
        <Duration ms={waits} />
      </td>
      <td className={`${CELL} ${WIDE} pr-5 pl-4`}>
        <FingerprintNote attempt={attempt} before={before} />
      </td>
    </tr>
  );
}

/** `Waited for: its concurrency keys, a free worker`. */
function waitedFor({ gateWaitsMs }: Attempt): string | undefined {
  const gates = Object.entries(gateWaitsMs).filter(([, ms]) => ms >= 1);
  if (gates.length === 0) return undefined;
  return `Waited for: ${gates.map(([gate]) => waitWords(gate)).join(', ')}`;
}

function resultText({ message, exitCode, httpStatus, state }: Attempt): string {
  if (message !== null) return message;
  if (httpStatus !== null) return `HTTP ${httpStatus}`;
  if (exitCode !== null) return `exit ${exitCode}`;
  return state === 'succeeded' ? 'done' : '';
}

function FingerprintNote({
  attempt,
  before,
}: {
  readonly attempt: Attempt;
  readonly before: Attempt | undefined;
}) {
  if (attempt.fingerprint === null) return null;
  if (before?.fingerprint == null) {
    return <span className="machine text-text-3">{attempt.fingerprint.slice(0, 6)}</span>;
  }
  return before.fingerprint === attempt.fingerprint ? (
    <span className="text-text-2">same as {before.number}</span>
  ) : (
    <span className="font-medium text-retrying">differs from {before.number}</span>
  );
}
