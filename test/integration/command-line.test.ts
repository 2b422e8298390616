import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FailureGroup } from '#shared/contract/activity-schema.ts';
import type { JobExplanation, RunExplanation } from '#shared/contract/explanation-schema.ts';
import type { Job, Occurrence } from '#shared/contract/job-schema.ts';
import type { PauseView } from '#shared/contract/pause-operations.ts';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import type { Run } from '#shared/contract/run-schema.ts';
import type { Desk } from '#test/support/desk.ts';
import { createDesk } from '#test/support/desk.ts';
import type { ServedEngine } from '#test/support/nightdesk-process.ts';

const JOBS = [
  { name: 'quick', method: 'GET', target: 'builtin:noop' },
  { name: 'echo', method: 'POST', target: 'exec:/bin/echo', args: ['good night'] },
  { name: 'slow', method: 'POST', target: 'builtin:sleep', input: { ms: 600_000 } },
  { name: 'failing', method: 'POST', target: 'builtin:fail', retry: { maxAttempts: 1 } },
  {
    ...{ name: 'flaky', method: 'GET', target: 'shell:sh' },
    script: 'echo "attempt $NIGHTDESK_ATTEMPT"; [ "$NIGHTDESK_ATTEMPT" -gt 1 ]',
    retry: { initialDelay: '1h', jitter: 'none' },
  },
  { name: 'ticking', method: 'GET', target: 'builtin:noop', triggers: [{ cron: '* * * * * *' }] },
];

/** Processes take their time to start on a busy machine. */
const PATIENCE = { timeout: 30_000 };

let desk: Desk;
let engine: ServedEngine;

beforeAll(async () => {
  desk = createDesk();
  engine = await desk.serve(['--jobs', desk.writeJobs(...JOBS)]);
});

afterAll(async () => {
  await engine.stop();
  desk.remove();
});

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const planned = () => desk.json<Run>('run', 'slow', '--at', inAnHour());

describe('lists as CSV, at the command line', () => {
  test('`runs --csv` has a header and a line a run, also of all of them', async () => {
    const { id } = await desk.json<Run>('run', 'quick', '--wait');
    for (const more of [['--limit', '1000'], ['--all']]) {
      const { stdout } = await desk.command('runs', 'job:quick', '--csv', ...more);
      const [header, newest] = stdout.split('\r\n');
      expect(header).toMatch(/^run,job,state,/);
      expect(newest).toMatch(new RegExp(`^${id},quick,succeeded,GET,GET builtin:noop,`));
    }
    const all = await desk.json<Run[]>('runs', 'job:quick', '--all');
    expect(all[0]?.id).toBe(id);
  });

  test('CSV and JSON at once are refused', async () => {
    const { code, stdout, stderr } = await desk.command('jobs', '--csv', '--json');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('choose one of --csv and --json');
  });
});

describe('failures, at the command line', () => {
  test('`failures` lists groups, and says about one what it is told', async () => {
    await desk.command('run', 'failing', '--wait');
    const list = () => desk.json<FailureGroup[]>('failures', '--job', 'failing');
    const [group] = await list();
    expect(group).toMatchObject({ state: 'open', jobs: ['failing'] });
    const { fingerprint } = group!;
    expect((await desk.command('failures')).stdout).toMatch(
      new RegExp(`^GROUP .*\\n${fingerprint} +open +\\d+ .* failing `),
    );
    const said = await desk.command('failures', 'resolve', fingerprint, '--reason', 'by hand');
    expect(said.stdout).toMatch(new RegExp(`^${fingerprint} +resolved by .*: “by hand”`));
    expect((await list())[0]?.state).toBe('resolved');
    const undone = await desk.command('failures', 'reopen', fingerprint);
    expect(undone.stdout).toContain('nothing is said about it any more');
    expect((await list())[0]?.state).toBe('open');
  });

  test('`failures` refuses a span that is none, and a group that there is not', async () => {
    const span = await desk.command('failures', '--since', 'yesterday');
    expect(span).toMatchObject({ code: 2, stdout: '' });
    expect(span.stderr).toContain('it must be a span of time, such as 12h or 7d');
    const nowhere = await desk.command('failures', 'resolve', '2nowhere');
    expect(nowhere).toMatchObject({ code: 2, stdout: '' });
    expect(nowhere.stderr).toContain('no run has failed with fingerprint 2nowhere');
  });
});

describe('what happened, at the command line', () => {
  test('`events` lists it by number, and goes on after one that is named', async () => {
    const run = await desk.json<Run>('run', 'quick');
    const lines = (await desk.command('events', '--last', '5000', '--json')).stdout.trimEnd();
    const events = lines.split('\n').map((line) => JSON.parse(line) as JournalEvent);
    const created = events.find(({ type, run: id }) => type === 'run.created' && id === run.id);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    const { stdout } = await desk.command('events', '--after', String(created!.seq - 1));
    expect(stdout).toMatch(
      new RegExp(`^ *${created!.seq} .* run\\.created +${run.id} quick +ready`),
    );
  });

  test('`events` refuses a number that was never given out', async () => {
    const { code, stdout, stderr } = await desk.command('events', '--after', '999999999');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/there is no event 999999999 yet: the newest is \d+/);
  });

  test('`events --follow` goes on with what happens from now on', async () => {
    const follower = desk.start('events', '--last', '1', '--follow');
    await vi.waitFor(() => expect(follower.output.stdout).not.toBe(''), PATIENCE);
    const run = await desk.json<Run>('run', 'echo');
    await vi.waitFor(() => expect(follower.output.stdout).toContain(`${run.id} echo`), PATIENCE);
    follower.child.kill();
    await follower.ended;
  });
});

describe('jobs at the command line', () => {
  test('`export` prints a job file that `apply` finds nothing new in', async () => {
    const { stdout } = await desk.command('export');
    const again = await desk.command('apply', desk.write('exported.yaml', stdout));
    expect(again.code).toBe(0);
    const verdicts = again.stdout.trimEnd().split('\n');
    const names = JOBS.map(({ name }) => name).toSorted();
    expect(verdicts).toEqual(names.map((name) => `unchanged  ${name}, revision 1`));
    const one = await desk.command('export', 'echo');
    expect(one.stdout).toBe(
      'jobs:\n  - name: echo\n    method: POST\n    target: exec:/bin/echo\n    args:\n      - good night\n',
    );
  });

  test('`jobs` lists them, for a person and for a script', async () => {
    const { code, stdout, stderr } = await desk.command('jobs');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [header, ...lines] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^JOB +METHOD +TARGET +FIRES +NEXT +LAST RUN$/);
    expect(lines).toHaveLength(JOBS.length);
    const jobs = await desk.json<readonly Job[]>('jobs');
    expect(jobs.map(({ name }) => name)).toEqual(JOBS.map(({ name }) => name).toSorted());
  });

  test('`apply` tells job by job what is different', async () => {
    const [quick, echo] = JOBS;
    const fresh = { name: 'fresh', method: 'GET', target: 'builtin:noop' };
    const file = desk.writeJobs({ ...quick, priority: 5 }, echo!, fresh);
    const { code, stdout } = await desk.command('apply', file, '--reason', 'a better order');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'changed    quick, revision 2',
        '    priority: 0 → 5',
        'unchanged  echo, revision 1',
        'created    fresh, revision 1',
        '',
      ].join('\n'),
    );
    const again = await desk.json<readonly { verdict: string }[]>('apply', file);
    expect(again.map(({ verdict }) => verdict)).toEqual(['unchanged', 'unchanged', 'unchanged']);
  });

  test('`apply` refuses a file with mistakes line by line, and changes nothing', async () => {
    const before = await desk.json<readonly Job[]>('jobs');
    const file = desk.write(
      'wrong.yaml',
      [
        'jobs:',
        '  - name: newcomer',
        '    method: GET',
        '    target: builtin:noop',
        '  - name: quick',
        '    method: GTE',
        '    target: builtin:noop',
        '    triggers:',
        "      - cron: '61 * * * *'",
      ].join('\n'),
    );
    const { code, stdout, stderr } = await desk.command('apply', file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const [method, cron, ...rest] = stderr.trimEnd().split('\n');
    expect(method).toMatch(`nightdesk: ${file}:6: jobs[1].method: method is GET`);
    expect(cron).toMatch(`nightdesk: ${file}:9: jobs[1].triggers[0].cron: "61 * * * *" is not`);
    expect(rest).toEqual([]);
    const names = (jobs: readonly Job[]) => jobs.map(({ name, revision }) => `${name} ${revision}`);
    expect(names(await desk.json<readonly Job[]>('jobs'))).toEqual(names(before));
  });

  test('what only the engine can find is told with its line as well', async () => {
    const wrong =
      'jobs:\n  - name: a\n    method: GET\n    target: builtin:noop\n    inputSchema: { type: 7 }\n';
    const file = desk.write('schema.yaml', wrong);
    const { code, stderr } = await desk.command('apply', file);
    expect(code).toBe(2);
    expect(stderr).toMatch(`nightdesk: ${file}:5: jobs[0].inputSchema.type: `);
  });

  test('`pause` and `resume` take each other back, and twice is refused', async () => {
    const pauses = await desk.json<readonly PauseView[]>(
      'pause',
      'ticking',
      '--reason',
      'holidays',
    );
    expect(pauses).toMatchObject([{ scope: 'job', job: 'ticking', reason: 'holidays' }]);
    const twice = await desk.command('pause', 'ticking');
    expect(twice.code).toBe(2);
    expect(twice.stderr).toMatch(
      /^nightdesk: ticking is paused already, by .*: resume it first\n$/,
    );
    const { stdout } = await desk.command('resume', 'ticking');
    expect(stdout).toBe('ticking goes on\n');
  });

  test('`occurrences` tells what became of the instants of a trigger', async () => {
    const occurrences = await desk.json<readonly Occurrence[]>(
      'occurrences',
      'ticking',
      '--limit',
      '2',
    );
    expect(occurrences).toHaveLength(2);
    const { code, stdout } = await desk.command('occurrences', 'ticking', '--limit', '1');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^TRIGGER +WHEN +DISPOSITION +RUN +REASON\n/);
  });

  test('`explain` says of a job what it waits for', async () => {
    const { sentence } = await desk.json<JobExplanation>('explain', 'quick');
    expect(sentence).toContain('runs only by hand');
  });

  test('a job that does not exist is refused with the likely one', async () => {
    for (const command of ['run', 'pause', 'occurrences', 'explain']) {
      const { code, stdout, stderr } = await desk.command(command, 'qick');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe('nightdesk: there is no job "qick": did you mean "quick"?\n');
    }
  });
});

describe('runs at the command line', () => {
  test('`run --wait` exits 0 after success and prints the run as it ended', async () => {
    const run = await desk.json<Run>('run', 'echo', '--wait', '--reason', 'to see it');
    expect(run).toMatchObject({ state: 'succeeded', origin: 'manual', reason: 'to see it' });
    expect(run.attempts).toMatchObject([{ number: 1, state: 'succeeded', exitCode: 0 }]);
  });

  test('`run --wait` exits 1 after anything else, with the run on standard output', async () => {
    const { code, stdout, stderr } = await desk.command('run', 'failing', '--wait', '--json');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ state: 'failed' });
  });

  test('`run` without --wait answers at once, whatever becomes of it', async () => {
    const { code, stdout } = await desk.command('run', 'failing');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\w{4}-\d+ {2}(ready|running) {2}POST builtin:fail\n$/);
  });

  test('`run --at` plans a run for a local time', async () => {
    const at = ['--at', '2037-03-29T12:00', '--zone', 'Europe/Berlin'];
    const run = await desk.json<Run>('run', 'slow', ...at);
    expect(run).toMatchObject({ state: 'scheduled', dueAt: Date.UTC(2037, 2, 29, 10) });
    const explanation = await desk.json<RunExplanation>('explain', run.id);
    expect(explanation).toMatchObject({ run: run.id, gates: [{ gate: 'not_due' }] });
  });

  test('`runs` lists them by state and job, the newest first', async () => {
    const first = await planned();
    const second = await planned();
    const filter = ['--state', 'scheduled', '--job', 'slow', '--limit', '2'];
    const runs = await desk.json<readonly Run[]>('runs', ...filter);
    expect(runs.map(({ id }) => id)).toEqual([second.id, first.id]);
    const { stdout } = await desk.command('runs', ...filter);
    expect(stdout).toMatch(/^RUN +JOB +STATE +ATTEMPTS +WHEN +REQUEST +MESSAGE\n/);
  });

  test('`runs` takes several states, together or one by one', async () => {
    const { id: held } = await planned();
    await desk.json('hold', held);
    const { id: due } = await planned();
    const ids = async (...filter: string[]) =>
      (await desk.json<readonly Run[]>('runs', ...filter, '--limit', '2')).map(({ id }) => id);
    expect(await ids('--state', 'held', '--state', 'scheduled')).toEqual([due, held]);
    expect(await ids('--state', 'held', 'scheduled')).toEqual([due, held]);
  });

  test('`runs` takes a filter as it is typed in the console', async () => {
    const { id } = await planned();
    const ids = async (...filter: string[]) =>
      (await desk.json<readonly Run[]>('runs', ...filter, '--limit', '1')).map((run) => run.id);
    expect(await ids('state:scheduled', 'job:sl*', 'since:1h', 'slow')).toEqual([id]);
    expect(await ids('job:slow', 'error:two words')).toEqual([]);
  });

  test('a filter that means nothing is refused with its reason', async () => {
    const { code, stderr } = await desk.command('runs', 'stat:failed');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'nightdesk: the filter is wrong: no field is called "stat"; did you mean "state"? (text is looked for in quotes)\n',
    });
  });

  test('`show` tells everything about one', async () => {
    const run = await desk.json<Run>('run', 'failing', '--wait').catch(() => null);
    expect(run).toBeNull();
    const [failed] = await desk.json<readonly Run[]>('runs', '--job', 'failing', '--limit', '1');
    expect(await desk.json<Run>('show', failed!.id)).toEqual(failed);
    const { stdout } = await desk.command('show', failed!.id);
    expect(stdout).toMatch(/^state +failed: /m);
    expect(stdout).toMatch(/^request +POST builtin:fail$/m);
    expect(stdout).toMatch(/^origin +manual by \S+$/m);
    expect(stdout).toMatch(
      /^ATTEMPT +STATE +STARTED +TOOK +RESULT +FAILURE +WAITED FOR +MESSAGE$/m,
    );
    expect(stdout).toMatch(/^1 +failed +\d\d:\d\d:\d\d \([^)]*ago\) +\S+ +– +error /m);
  });

  test('`log` writes the output and nothing else', async () => {
    const { id } = await desk.json<Run>('run', 'echo', '--wait');
    const { code, stdout, stderr } = await desk.command('log', id);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'good night\n', stderr: '' });
  });

  test('`log --follow` goes on over all attempts until the run has ended', async () => {
    const { id } = await desk.json<Run>('run', 'flaky');
    const following = desk.start('log', id, '--follow');
    await vi.waitFor(() => expect(following.output.stdout).toBe('attempt 1\n'), PATIENCE);
    await vi.waitFor(async () => expect((await desk.command('retry', id)).code).toBe(0), PATIENCE);
    const { code, stdout, stderr } = await following.ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'attempt 1\nattempt 2\n' });
    expect(stderr).toBe(`nightdesk: attempt 2 of run ${id}\n`);
    expect(await desk.command('log', id, '--attempt', '1')).toMatchObject({
      stdout: 'attempt 1\n',
    });
  });

  test('a run that does not exist is refused', async () => {
    for (const command of ['show', 'log', 'cancel', 'explain']) {
      const { code, stdout, stderr } = await desk.command(command, 'zzzz-1');
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(
        /^nightdesk: there is (no run|neither a run nor a job) "zzzz-1": see `nightdesk runs`\n$/,
      );
    }
  });
});

describe('waiting for a run at the command line', () => {
  test('says for which run, and what that waits for itself', async () => {
    await desk.json('pause', 'quick', '--reason', 'holidays');
    const waiting = desk.start('run', 'quick', '--wait');
    await vi.waitFor(
      () => expect(waiting.output.stderr).toContain('is ready: job quick is paused by'),
      { timeout: 60_000 },
    );
    expect(waiting.output.stderr).toMatch(
      /^nightdesk: waiting for run \w{4}-\d+; Ctrl-C ends only the waiting\n/,
    );
    await desk.json('resume', 'quick');
    expect(await waiting.ended).toMatchObject({ code: 0 });
  });

  test('`cancel` says that what is executing was only asked to end, and who did it stays', async () => {
    const { id } = await desk.json<Run>('run', 'slow');
    const { stdout } = await desk.command('cancel', id, '--reason', 'too slow');
    expect(stdout).toMatch(
      new RegExp(`^${id}  (running: \\S+ asked attempt 1 to end; it is killed|cancelled)`),
    );
    const deed = /^\d\d:\d\d:\d\d \(.* ago\) +(asked to end|cancelled) +\S+ +too slow$/m;
    expect((await desk.command('show', id)).stdout).toMatch(deed);
  });
});

describe('what a person does to a run at the command line', () => {
  test('`hold`, `release` and `cancel` answer with the run as it then is', async () => {
    const { id } = await planned();
    expect(await desk.json('hold', id)).toMatchObject({ id, state: 'held' });
    expect(await desk.json('release', id)).toMatchObject({ id, state: 'scheduled' });
    expect(await desk.json('cancel', id)).toMatchObject({ id, state: 'cancelled' });
  });

  test('what its state does not allow is refused', async () => {
    const { id } = await planned();
    const verdict = ['--as', 'failed', '--reason', 'I saw it'];
    const { code, stderr } = await desk.command('resolve', id, ...verdict);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'nightdesk: the run is scheduled, not unknown\n',
    });
  });

  test('`retry --wait` makes one more attempt of the same run', async () => {
    const { stdout } = await desk.command('run', 'failing', '--wait', '--json');
    const { id } = JSON.parse(stdout) as Run;
    const { code, stdout: retried } = await desk.command('retry', id, '--wait', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(retried)).toMatchObject({ id, state: 'failed', attemptCount: 2 });
  });

  test('`retrigger --input` lays fields over the old input, with a new key', async () => {
    const original = await desk.json<Run>(
      'run',
      'slow',
      '--at',
      inAnHour(),
      '--input',
      '{"mark":1}',
    );
    const edited = ['--input', '{"ms":1}', '--wait', '--reason', 'shorter'];
    const run = await desk.json<Run>('retrigger', original.id, ...edited);
    expect(run).toMatchObject({
      ...{ state: 'succeeded', retriggerOf: original.id, reason: 'shorter' },
      input: { mark: 1, ms: 1 },
      inputDiff: [{ path: 'ms', before: 600_000, after: 1 }],
    });
    expect(run.idempotencyKey).not.toBe(original.idempotencyKey);
  });

  test('`retrigger` of a POST that succeeded asks for a reason', async () => {
    const original = await desk.json<Run>('run', 'echo', '--wait');
    const { code, stderr } = await desk.command('retrigger', original.id);
    expect([code, stderr]).toEqual([
      2,
      'nightdesk: say why: this POST has succeeded, and doing it again needs a reason (--reason)\n',
    ]);
    const run = await desk.json<Run>('retrigger', original.id, '--reason', 'it got lost');
    expect(run.reason).toBe('it got lost');
  });

  test('`retrigger --same-key` keeps the key', async () => {
    const original = await desk.json<Run>('run', 'echo', '--wait');
    const run = await desk.json<Run>('retrigger', original.id, '--same-key', '--wait');
    expect(run).toMatchObject({ state: 'succeeded', idempotencyKey: original.idempotencyKey });
  });
});
