import { existsSync } from 'node:fs';
import { socketPathOf } from '#engine/socket-path.ts';
import type { Check } from '#server/doctor/check.ts';
import { failed, ok } from '#server/doctor/check.ts';
import { checkEngine } from '#server/doctor/check-engine.ts';
import { checkFolder } from '#server/doctor/check-folder.ts';
import { hasListener } from '#server/has-listener.ts';

const OLDEST_NODE = [22, 19] as const;

/** Looks at everything that an engine on this machine needs; what depends on a broken thing is left out. */
export async function runChecks(dataFolder: string, now: number): Promise<readonly Check[]> {
  const surroundings = [checkNode(), checkZoneData(), ...checkFolder(dataFolder)];
  const isUsable =
    existsSync(dataFolder) &&
    !surroundings.some(({ isOk, name }) => !isOk && name === 'data folder');
  if (!isUsable) return surroundings;
  return [...surroundings, ...(await checkEngine(dataFolder, now)), await checkKeeper(dataFolder)];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  const isRecent = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  if (isRecent) return ok('Node', process.version);
  return failed('Node', process.version, `install Node ${OLDEST_NODE.join('.')} or newer`);
}

/** Which time-zone rules fire times are planned by. */
function checkZoneData(): Check {
  const release = process.versions['tz'];
  if (release !== undefined) return ok('time zones', `release ${release}`);
  return failed(
    'time zones',
    'this Node has no time-zone data',
    'run on a Node with full ICU data',
  );
}

/** The keeper starts with the first process and ends itself when it has nothing to do. */
async function checkKeeper(dataFolder: string): Promise<Check> {
  const isThere = await hasListener(socketPathOf(dataFolder, 'keeper'));
  return ok(
    'keeper',
    isThere ? 'answers' : 'not needed at present: it starts with the next process',
  );
}
