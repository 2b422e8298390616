import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';
import { refusal, runInProcess } from '#test/support/recording-terminal.ts';

test('without a command the program prints its help', async () => {
  const { code, stdout, stderr } = await runInProcess([]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: nightdesk/);
  expect(await runInProcess(['--help'])).toEqual({ code, stdout, stderr });
});

test('the version is printed alone', async () => {
  expect(await runInProcess(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
});

test('every command explains itself, the option for the data folder included', async () => {
  const { stdout: help } = await runInProcess(['--help']);
  const names = Array.from(help.matchAll(/^ {2}([a-z]+) \[options\]/gm), ([, name]) => name!);
  expect(names.length).toBeGreaterThanOrEqual(19);
  for (const name of names) {
    const { code, stdout } = await runInProcess([name, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: nightdesk ${name} `));
    expect(stdout).toContain('--data <folder>');
  }
});

test.each([
  ['jbos', "unknown command 'jbos': did you mean jobs?"],
  ['frobnicate', "unknown command 'frobnicate' (see `nightdesk --help`)"],
  ['runs --bogus', "unknown option '--bogus' (see `nightdesk --help`)"],
  ['runs --job', "option '--job <job>' argument missing (see `nightdesk --help`)"],
  ['runs --limti 3', "unknown option '--limti': did you mean --limit?"],
  ['show', "missing required argument 'run' (see `nightdesk --help`)"],
  [
    'jobs a',
    "too many arguments for 'jobs': expected 0 arguments but got 1: a (see `nightdesk --help`)",
  ],
  ['--data /tmp', 'the command is missing: see `nightdesk --help`'],
  [
    'resolve a-1 --as lost --reason x',
    "option '--as <outcome>' argument 'lost' is invalid: allowed choices are succeeded, failed, ready",
  ],
  [
    'runs --limit none',
    "option '--limit <count>' argument 'none' is invalid: it must be a whole number from 1 to 1000",
  ],
  [
    'run a --input [1]',
    "option '--input <json>' argument '[1]' is invalid: it must be a JSON object, not another kind of JSON value",
  ],
  [
    'run a --input {',
    "option '--input <json>' argument '{' is invalid: it must be a JSON object, such as '{\"customer\": 42}'",
  ],
  [
    'run a --at 2027-03-28T02:30 --zone Europe/Berlni',
    '"Europe/Berlni" is not a time zone: write an IANA name such as Europe/Berlin',
  ],
  [
    'run a --zone Europe/Berlin',
    '--zone says by whose clock --at is meant, and there is no --at: add it, or leave --zone away',
  ],
  // An empty word, as a script's variable that was never set leaves it.
  ['jobs --data ', '--data is empty: name a folder, or leave it away'],
  ['serve --data ', '--data is empty: name a folder, or leave it away'],
  ['apply ', 'the name of the job file is empty'],
])('`nightdesk %s` is refused with one sentence', async (line, sentence) => {
  expect(await runInProcess(line.split(' '))).toEqual(refusal(sentence));
});

test.each(['resolve a-1', 'resolve a-1 --reason x', 'resolve a-1 --as ready'])(
  '`nightdesk %s` is told all that is missing at once',
  async (line) => {
    const folder = makeTemporaryFolder();
    const { code, stderr } = await runInProcess([...line.split(' '), '--data', folder.path]);
    folder.remove();
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'nightdesk: resolve needs both --as (succeeded, failed or ready) and --reason, which says how you know\n',
    });
  },
);

test.each([
  ['trigger', 'did you mean run?'],
  ['status', 'did you mean doctor, for the engine, or runs?'],
  ['list', 'did you mean jobs, or runs?'],
  ['delete', 'a job is never deleted, pause it with pause'],
])('whoever types `nightdesk %s` is told what that is called here', async (word, hint) => {
  expect(await runInProcess([word])).toEqual(refusal(`unknown command '${word}': ${hint}`));
});

test('a job file is checked where no engine runs, schemas and builtins included', async () => {
  const folder = makeTemporaryFolder();
  const file = path.join(folder.path, 'jobs.yaml');
  const job = { name: 'a', method: 'GET', target: 'builtin:noop' };
  writeFileSync(file, JSON.stringify({ jobs: [job] }));
  const { code, stdout } = await runInProcess(['check', file]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${file}: 1 job, nothing wrong\n` });
  writeFileSync(file, JSON.stringify({ jobs: [{ ...job, inputSchema: { type: 'strin' } }] }));
  const wrong = await runInProcess(['check', file]);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain(`${file}:1: jobs[0].inputSchema.type: this is not a JSON Schema`);
  writeFileSync(file, JSON.stringify({ jobs: [{ ...job, target: 'builtin:nope' }] }));
  expect(await runInProcess(['check', file])).toMatchObject({
    code: 2,
    stderr: `nightdesk: ${file}:1: jobs[0].target: no builtin is called "nope": there are fail, noop, sleep\n`,
  });
  folder.remove();
});

test('an input may come from a file', async () => {
  const folder = makeTemporaryFolder();
  const file = path.join(folder.path, 'input.json');
  writeFileSync(file, '[1]');
  const { stderr: wrong } = await runInProcess(['run', 'a', '--input', `@${file}`]);
  expect(wrong).toContain('it must be a JSON object, not another kind of JSON value');
  const { stderr: missing } = await runInProcess(['run', 'a', '--input', `@${file}.not`]);
  expect(missing).toContain(`${file}.not cannot be read`);
  folder.remove();
});

test('a run cannot be asked for at an instant that has passed', async () => {
  const at = ['--at', '2020-03-28T12:00', '--zone', 'Europe/Berlin'];
  expect(await runInProcess(['run', 'nightly', ...at])).toEqual(
    refusal('2020-03-28T12:00 has passed in Europe/Berlin: leave --at away to run it now'),
  );
});

test('a run cannot be asked for at a local time that does not exist', async () => {
  const at = ['--at', '2027-03-28T02:30', '--zone', 'Europe/Berlin'];
  const { code, stderr } = await runInProcess(['run', 'nightly', ...at]);
  expect(code).toBe(2);
  expect(stderr).toContain('2027-03-28T02:30');
});

test.each(['jobs', 'runs', 'show a-1', 'run nightly', 'pause nightly', 'stop', 'log a-1 --follow'])(
  'where no engine runs, `nightdesk %s` names the folder and the way out',
  async (line) => {
    const folder = makeTemporaryFolder();
    const ending = await runInProcess([...line.split(' '), '--data', folder.path]);
    folder.remove();
    const way = 'start one with `nightdesk serve`';
    expect(ending).toEqual(refusal(`no engine runs on the data folder ${folder.path}: ${way}`));
  },
);

test('the data folder is what --data says, else the variable', async () => {
  const variable = { NIGHTDESK_DATA: '/nonexistent/variable' };
  const { stderr: byVariable } = await runInProcess(['jobs'], variable);
  expect(byVariable).toContain('the data folder /nonexistent/variable:');
  const { stderr: byOption } = await runInProcess(
    ['--data', '/nonexistent/option', 'jobs'],
    variable,
  );
  expect(byOption).toContain('the data folder /nonexistent/option:');
});

test('where the code refused is told to whoever asks for it', async () => {
  const args = ['jobs', '--data', '/nonexistent'];
  const { stderr } = await runInProcess(args, { NIGHTDESK_DEBUG: '1' });
  expect(stderr).toMatch(/^nightdesk: no engine runs[^\n]+\n.*\n {4}at /);
});
