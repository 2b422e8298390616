import type { VerifiedBackup } from '#engine/core/backup.ts';
import { createAsOf } from '#engine/service/router/as-of.ts';
import { createCommandCarrier } from '#engine/service/router/carry-out-commands.ts';
import type { CallContext } from '#engine/service/router/implemented-contract.ts';
import { operations } from '#engine/service/router/implemented-contract.ts';
import type { RouterDeps } from '#engine/service/router/router-deps.ts';
import { Refusal } from '#shared/domain/refusal.ts';

const { backups: b } = operations;

interface MakeInput {
  readonly commandId: string;
  readonly reason: string | null;
}

interface Made {
  readonly backup: VerifiedBackup;
}

export function createBackupRoutes(deps: RouterDeps) {
  const { store, backups } = deps;
  const { command } = createCommandCarrier(deps);
  const asOf = createAsOf(store);
  /** A command that is repeated while it is carried out waits for the same backup. */
  const underWay = new Map<string, Promise<Made>>();

  async function make(input: MakeInput, context: CallContext): Promise<Made> {
    if (store.read.findAnswer(input.commandId) !== null) return tellAgain(input, context);
    const actor = { name: context.actorName, reason: input.reason };
    const backup = await backups.maker.byHand(actor);
    return command(input, context, (turn) => {
      const made = { type: 'backup_made', backup, actor } as const;
      turn.carryOut({ changes: [made], effects: [], answer: undefined });
      return { backup };
    });
  }

  function tellAgain(input: MakeInput, context: CallContext): Promise<Made> {
    return command(input, context, () => {
      throw new Refusal('conflict', 'what this command was answered is forgotten: use a new id');
    });
  }

  return {
    list: b.list.handler(async () => {
      const { files, schedule } = backups;
      const { keptCount, failure } = schedule;
      return asOf({ backups: [...(await files.list())], folder: files.folder, keptCount, failure });
    }),
    make: b.make.handler(({ input, context }) => {
      const known = underWay.get(input.commandId);
      if (known !== undefined) return known;
      const making = make(input, context).finally(() => underWay.delete(input.commandId));
      underWay.set(input.commandId, making);
      return making;
    }),
  };
}
