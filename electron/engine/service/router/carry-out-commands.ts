import type { Json } from '#shared/lib/json.ts';
import type { Bulk } from '#shared/contract/bulk-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { Actor } from '#engine/core/live-run.ts';
import { viewBulkWithId } from '#engine/service/bulk-commands.ts';
import { viewRunWithId } from '#engine/service/run-commands.ts';
import type { CallContext } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';
import type { Turn } from '#engine/service/turn.ts';
import type { AnswerMemory } from '#engine/service/turns.ts';

interface CommandInput {
  readonly commandId: string;
  readonly reason?: string | null;
}

type CommandWork<Answer> = (turn: Turn, actor: Actor) => Answer;

/** Carries commands out once, whoever repeats them. */
export function createCommandCarrier({ store, turns }: Pick<RouterDeps, 'store' | 'turns'>) {
  function submit<Answer>(memory: AnswerMemory<Answer>) {
    return (
      { commandId, reason = null }: CommandInput,
      { actorName, operation }: CallContext,
      work: CommandWork<Answer>,
    ): Promise<Answer> => {
      const actor = { name: actorName, reason };
      return turns.submitCommand({ id: commandId, operation }, (turn) => work(turn, actor), memory);
    };
  }

  return {
    /** The answer is remembered as it was given. */
    command: <Answer>(input: CommandInput, caller: CallContext, work: CommandWork<Answer>) =>
      submit<Answer>({
        toMemory: (answer) => answer as Json,
        fromMemory: (memory) => memory as Answer,
      })(input, caller, work),
    /** Which run it was is remembered; a repetition is shown that run as it is by then. */
    runCommand: <Answer extends { readonly run: Run }>(
      input: CommandInput,
      caller: CallContext,
      work: CommandWork<Answer>,
    ) =>
      submit<Answer>({
        toMemory: ({ run, ...rest }) => ({ ...rest, run: run.id }),
        fromMemory: (memory) => {
          const { run, ...rest } = memory as { readonly run: string };
          return { ...rest, run: viewRunWithId(store, run) } as Answer;
        },
      })(input, caller, work),
    /** The same for a bulk. */
    bulkCommand: (input: CommandInput, caller: CallContext, work: CommandWork<Bulk>) =>
      submit<Bulk>({
        toMemory: ({ id }) => id,
        fromMemory: (memory) => viewBulkWithId(store, memory as string),
      })(input, caller, work),
  };
}
