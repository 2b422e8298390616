import { describe, expect, it } from 'vitest';
import { toJobEnvironment } from '#engine/executors/process/job-environment.ts';
import type { EnvironmentFacts } from '#engine/executors/process/job-environment.ts';
import { anAttemptRequest } from '#test/support/attempt-request.ts';

function facts(unusual: Partial<EnvironmentFacts> = {}): EnvironmentFacts {
  const outputFile = '/data/attempts/t/output.json';
  return { engineEnv: {}, loginPath: null, platform: 'linux', outputFile, ...unusual };
}

describe("a job's environment", () => {
  it('takes from the engine what belongs to the user, and nothing else', () => {
    const mine = {
      HOME: '/home/ada',
      LANG: 'de_DE.UTF-8',
      LC_TIME: 'C',
      SSH_AUTH_SOCK: '/run/agent',
    };
    const others = {
      npm_lifecycle_event: 'start',
      NODE_OPTIONS: '--inspect',
      NODE_ENV: 'production',
      ELECTRON_RUN_AS_NODE: '1',
      LD_LIBRARY_PATH: '/app',
      INIT_CWD: '/project',
      HOMEBREW: 'x',
    };
    const environment = toJobEnvironment(
      anAttemptRequest(),
      facts({ engineEnv: { ...mine, ...others } }),
    );
    expect(environment).toMatchObject(mine);
    for (const name of Object.keys(others)) expect(environment).not.toHaveProperty([name]);
  });

  it('has the PATH of the login shell, then what only the engine has, without folders of npm', () => {
    const { PATH } = toJobEnvironment(
      anAttemptRequest(),
      facts({
        loginPath: '/home/ada/bin:/usr/bin:/home/ada/node_modules/.bin',
        engineEnv: {
          PATH: '/p/node_modules/.bin:/n/node-gyp-bin:/usr/bin:/opt/tool/bin::/p/node_modules/.binary',
        },
      }),
    );
    expect(PATH).toBe(
      '/home/ada/bin:/usr/bin:/home/ada/node_modules/.bin:/opt/tool/bin:/p/node_modules/.binary',
    );
  });

  it("falls back on the engine's own PATH", () => {
    const { PATH } = toJobEnvironment(
      anAttemptRequest(),
      facts({ engineEnv: { PATH: '/a/node_modules/.bin/:/bin' } }),
    );
    expect(PATH).toBe('/bin');
  });

  it("is overlaid by the job's own variables, but never by one that tells the attempt", () => {
    const environment = toJobEnvironment(
      anAttemptRequest({ env: { LANG: 'C', NIGHTDESK_ATTEMPT_TOKEN: 'forged' } }),
      facts({ engineEnv: { LANG: 'de_DE.UTF-8' } }),
    );
    expect(environment['LANG']).toBe('C');
    expect(environment['NIGHTDESK_ATTEMPT_TOKEN']).not.toBe('forged');
  });

  it('tells what the run is about', () => {
    const request = anAttemptRequest({
      input: { customer: 'ÄÖ' },
      attemptNumber: 3,
      idempotencyKey: 'key-9',
      origin: 'catch_up',
      nominalAt: Date.UTC(2027, 2, 28, 1),
      lateByMs: 65_000,
      coalescedCount: 4,
    });
    expect(toJobEnvironment(request, facts())).toEqual({
      NIGHTDESK_INPUT: '{"customer":"ÄÖ"}',
      NIGHTDESK_RUN_ID: request.runId,
      NIGHTDESK_ATTEMPT: '3',
      NIGHTDESK_IDEMPOTENCY_KEY: 'key-9',
      NIGHTDESK_NOMINAL_TIME: '2027-03-28T01:00:00.000Z',
      NIGHTDESK_ORIGIN: 'catch_up',
      NIGHTDESK_LATE_BY_MS: '65000',
      NIGHTDESK_COALESCED_COUNT: '4',
      NIGHTDESK_ATTEMPT_TOKEN: request.token,
      NIGHTDESK_OUTPUT: '/data/attempts/t/output.json',
    });
  });

  it('has an empty nominal time where the run belongs to no occurrence', () => {
    expect(toJobEnvironment(anAttemptRequest(), facts())['NIGHTDESK_NOMINAL_TIME']).toBe('');
  });

  it('leaves an input out that is longer than a variable may be: standard input has it', () => {
    const long = anAttemptRequest({ input: { text: 'ä'.repeat(60_000) } });
    expect(toJobEnvironment(long, facts())).not.toHaveProperty('NIGHTDESK_INPUT');
  });

  it('does not care how Windows spells its names', () => {
    const engineEnv = {
      Path: 'C:\\Windows',
      SystemRoot: 'C:\\Windows',
      ComSpec: 'cmd.exe',
      npm_x: '1',
    };
    const environment = toJobEnvironment(
      anAttemptRequest(),
      facts({ engineEnv, platform: 'win32' }),
    );
    expect(environment).toMatchObject({
      PATH: 'C:\\Windows',
      SystemRoot: 'C:\\Windows',
      ComSpec: 'cmd.exe',
    });
    expect(environment).not.toHaveProperty('npm_x');
  });
});
