import type Database from 'better-sqlite3';
import type { InstanceIdentity } from '#engine/core/run-identity.ts';
import { createInstanceIdentity } from '#engine/core/run-identity.ts';
import type { CommandIdentity, Store } from '#engine/core/store.ts';
import { FencedOut } from '#engine/core/store.ts';
import { createDecisionReader } from '#engine/store/decision-reader.ts';
import { createEndingCounter } from '#engine/store/count-endings.ts';
import { createDeskWriter } from '#engine/store/view-desk.ts';
import { openDatabase, sqliteVersion } from '#engine/store/open-database.ts';
import { createRevisionReader } from '#engine/store/revision-reader.ts';
import { guardReads, toStorageFailure } from '#engine/store/storage-failure.ts';
import { createViewReader } from '#engine/store/view-reader.ts';
import { createChangeWriter } from '#engine/store/write-changes.ts';
import { KEY } from '#engine/store/key-parameter.ts';

/** More than most transactions, so that there is room for them where there is room for a probe. */
const PROBE_LENGTH = 64 * 1024;

export interface StoreOptions {
  /** Path of the database file, or `:memory:`. */
  readonly file: string;
  /** 16 random bytes, used when the database is new. */
  readonly randomBytes: () => Uint8Array;
}

/** Opens the database and takes it over: whoever had it open before can no longer write. */
export function createStore({ file, randomBytes }: StoreOptions): Store {
  return createStoreOn(openDatabase(file), randomBytes);
}

/** The same on a database that is open. */
export function createStoreOn(
  database: Database.Database,
  randomBytes: StoreOptions['randomBytes'],
): Store {
  const meta = createMeta(database);
  const identity = meta.readIdentity(() => createInstanceIdentity(randomBytes()));
  const epoch = meta.raiseEpoch();
  const read = createDecisionReader(database, identity);
  // Views keep revisions of their own: a list of all jobs must not push out those that dispatching works with.
  const revisions = createRevisionReader(database);
  const answer = createAnswerWriter(database);
  const endings = createEndingCounter(database);
  const desk = createDeskWriter(database);

  return {
    read: guardReads(read),
    view: guardReads(createViewReader(database, identity, revisions)),
    sqliteVersion: sqliteVersion(database),
    write: createChangeWriter(database, identity, endings),
    rememberAnswer: answer.remember,
    forgetAnswersBefore: answer.forgetBefore,
    noteLook: desk.noteLook,
    probe: meta.probe,
    transact(work) {
      try {
        return database
          .transaction(() => {
            if (meta.epoch() !== epoch) {
              throw new FencedOut('another engine has taken over this data folder');
            }
            const result = work();
            endings.write();
            return result;
          })
          .immediate();
      } catch (error) {
        endings.forget();
        throw toStorageFailure(error);
      }
    },
    close: () => database.close(),
  };
}

function createMeta(database: Database.Database) {
  const get = database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck();
  const set = database.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const epoch = () => Number(get.get('epoch') ?? 0);
  return {
    epoch,
    // A value that stays the same would not be written at all.
    probe: () => {
      const digit = get.get('probe')?.startsWith('0') === true ? '1' : '0';
      set.run('probe', digit.repeat(PROBE_LENGTH));
    },
    raiseEpoch: database.transaction(() => {
      set.run('epoch', String(epoch() + 1));
      return epoch();
    }).immediate,
    readIdentity: database.transaction((create: () => InstanceIdentity) => {
      const known = get.get('identity');
      if (known !== undefined) return JSON.parse(known) as InstanceIdentity;
      const made = create();
      set.run('identity', JSON.stringify(made));
      return made;
    }).immediate,
  };
}

function createAnswerWriter(database: Database.Database) {
  const insert = database.prepare(
    'INSERT INTO answered_command (command_id, operation, answer, at) VALUES (?, ?, ?, ?)',
  );
  // Ids grow with time, so that the oldest are found without an index on time.
  const forget = database.prepare(
    `DELETE FROM answered_command WHERE at < ${KEY}
       AND id IN (SELECT id FROM answered_command ORDER BY id LIMIT ?)`,
  );
  return {
    remember: ({ id, operation }: CommandIdentity, answer: unknown, now: number) =>
      void insert.run(id, operation, JSON.stringify(answer), now),
    forgetBefore: (at: number, limit: number) => forget.run(at, limit).changes,
  };
}
