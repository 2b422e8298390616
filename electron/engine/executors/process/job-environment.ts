/**
 * What a job's process finds in its environment: a list of what it may inherit from the engine, the job's own
 * variables, and what Nightdesk tells it. Everything else stays outside, so that a job runs the same however
 * the engine was started: nothing of npm, Electron, Node's options or a project's `node_modules` leaks in.
 */
import { OUTPUT_VARIABLE } from '#engine/executors/process/output-file.ts';
import { TOKEN_VARIABLE } from '#engine/executors/process/process-group.ts';
import type { AttemptRequest } from '#engine/core/executor.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const INHERITED = new Set(
  (
    'HOME USER LOGNAME SHELL LANG LANGUAGE TZ TMPDIR TEMP TMP XDG_RUNTIME_DIR ' +
    'DBUS_SESSION_BUS_ADDRESS SSH_AUTH_SOCK'
  ).split(' '),
);

/** In upper case, as Windows does not tell them apart. */
const INHERITED_ON_WINDOWS = new Set(
  (
    'TEMP TMP TZ LANG SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERNAME USERDOMAIN USERPROFILE ' +
    'HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA ALLUSERSPROFILE PROGRAMDATA PROGRAMFILES ' +
    'PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES COMMONPROGRAMFILES(X86) PUBLIC ' +
    'COMPUTERNAME OS PROCESSOR_ARCHITECTURE NUMBER_OF_PROCESSORS'
  ).split(' '),
);

/** Linux refuses to start a process with a variable over 128 KiB; a longer input comes by standard input only. */
const INPUT_VARIABLE_LIMIT_BYTES = 100_000;

/** Folders that npm puts in front of the PATH while it runs a script. */
const NPM_FOLDER = /(?:^|[/\\])(?:node_modules[/\\]\.bin|node-gyp-bin)[/\\]?$/;

export interface EnvironmentFacts {
  readonly engineEnv: Environment;
  /** The PATH of the user's login shell; `null` where it is not known. */
  readonly loginPath: string | null;
  readonly platform: NodeJS.Platform;
  /** Where it may write what it hands on. */
  readonly outputFile: string;
}

/** The whole environment of the process that carries out this attempt. */
export function toJobEnvironment(
  request: AttemptRequest,
  facts: EnvironmentFacts,
): Readonly<Record<string, string>> {
  const inherited = inherit(facts);
  const path = joinPaths(facts);
  return {
    ...inherited,
    ...(path === '' ? {} : { PATH: path }),
    ...request.env,
    ...toAttemptVariables(request),
    [OUTPUT_VARIABLE]: facts.outputFile,
  };
}

function inherit({ engineEnv, platform }: EnvironmentFacts): Record<string, string> {
  const isInherited = (name: string): boolean =>
    platform === 'win32'
      ? INHERITED_ON_WINDOWS.has(name.toUpperCase())
      : INHERITED.has(name) || name.startsWith('LC_');
  const inherited: Record<string, string> = {};
  for (const [name, value] of Object.entries(engineEnv)) {
    if (value !== undefined && isInherited(name)) inherited[name] = value;
  }
  return inherited;
}

/** The login shell's folders first, then those that only the engine has, without npm's. */
function joinPaths({ engineEnv, loginPath, platform }: EnvironmentFacts): string {
  const separator = platform === 'win32' ? ';' : ':';
  const fromLogin = loginPath?.split(separator) ?? [];
  const fromEngine = ownPath(engineEnv, platform).split(separator);
  const folders = [...fromLogin, ...fromEngine.filter((folder) => !NPM_FOLDER.test(folder))];
  return [...new Set(folders)].filter((folder) => folder !== '').join(separator);
}

/** On Windows the variable is usually called `Path`. */
function ownPath(engineEnv: Environment, platform: NodeJS.Platform): string {
  if (platform !== 'win32') return engineEnv['PATH'] ?? '';
  return Object.entries(engineEnv).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
}

function toAttemptVariables(request: AttemptRequest): Record<string, string> {
  const input = JSON.stringify(request.input);
  const fits = Buffer.byteLength(input) <= INPUT_VARIABLE_LIMIT_BYTES;
  return {
    ...(fits ? { NIGHTDESK_INPUT: input } : {}),
    NIGHTDESK_RUN_ID: request.runId,
    NIGHTDESK_ATTEMPT: String(request.attemptNumber),
    NIGHTDESK_IDEMPOTENCY_KEY: request.idempotencyKey,
    NIGHTDESK_NOMINAL_TIME:
      request.nominalAt === null ? '' : new Date(request.nominalAt).toISOString(),
    NIGHTDESK_ORIGIN: request.origin,
    NIGHTDESK_LATE_BY_MS: String(request.lateByMs),
    NIGHTDESK_COALESCED_COUNT: String(request.coalescedCount),
    [TOKEN_VARIABLE]: request.token,
  };
}
