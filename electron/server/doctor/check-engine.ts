import type { InstanceClient } from '#server/instance-client.ts';
import { Refusal } from '#shared/domain/refusal.ts';
import { inspectDataFolder } from '#engine/inspect-data-folder.ts';
import { socketPathOf } from '#engine/socket-path.ts';
import { connectSocket } from '#server/connect-socket.ts';
import type { Check } from '#server/doctor/check.ts';
import { failed, ok } from '#server/doctor/check.ts';
import { hasListener } from '#server/has-listener.ts';

type Description = Awaited<ReturnType<InstanceClient['instance']['describe']>>;

/**
 * The engine of a data folder, and its database. A running engine is asked, for nobody else may open its
 * database; where none runs, the database is looked at under the engine's lock.
 */
export async function checkEngine(dataFolder: string, now: number): Promise<readonly Check[]> {
  const isListening = await hasListener(socketPathOf(dataFolder, 'engine'));
  try {
    return isListening ? await checkRunning(dataFolder) : checkAtRest(dataFolder, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [toFailure(error.message)];
  }
}

/** A refusal's sentence ends with the way out, after its last colon. */
function toFailure(sentence: string): Check {
  const end = sentence.lastIndexOf(': ');
  return end < 0
    ? failed('engine', sentence, 'then ask again')
    : failed('engine', sentence.slice(0, end), sentence.slice(end + 2));
}

async function checkRunning(dataFolder: string): Promise<readonly Check[]> {
  const connection = connectSocket(dataFolder);
  try {
    return toChecks(await connection.client.instance.describe());
  } finally {
    connection.close();
  }
}

function toChecks({ pid, version, degradedBecause, sqliteVersion }: Description): readonly Check[] {
  const who = `process ${pid}, Nightdesk ${version}`;
  const engine =
    degradedBecause === null
      ? ok('engine', `${who}, runs`)
      : failed('engine', `${who}: ${degradedBecause}`, 'see to it; the engine goes on by itself');
  return [
    engine,
    ok('database', `SQLite ${sqliteVersion}, asked of the engine`),
    ok('durability', 'synchronous=FULL, read back when the engine started'),
  ];
}

function checkAtRest(dataFolder: string, now: number): readonly Check[] {
  const facts = inspectDataFolder(dataFolder, now);
  const { sqliteVersion, format, newestFormat, isDurable } = facts;
  const database = `SQLite ${sqliteVersion}, ${format === 0 ? 'no data yet' : `data in format ${format}`}`;
  return [
    ok('engine', 'none runs, which is no fault by itself: start one with `nightdesk serve`'),
    format <= newestFormat
      ? ok('database', database)
      : failed('database', `${database}, this version knows ${newestFormat}`, 'update Nightdesk'),
    isDurable
      ? ok('durability', 'synchronous=FULL')
      : failed('durability', 'SQLite refuses synchronous=FULL', 'install Nightdesk anew'),
  ];
}
