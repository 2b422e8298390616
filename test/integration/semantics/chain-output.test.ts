import { expect, test } from 'vitest';
import type { AttemptOutput } from '#shared/domain/attempt-output.ts';
import type { AttemptOutcome } from '#shared/domain/run.ts';
import type { Json, JsonObject } from '#shared/lib/json.ts';
import { aPost, command } from '#test/support/raw-jobs.ts';
import { failedWith, SUCCEEDED } from '#test/support/scripted-executor.ts';
import type { TestEngine } from '#test/support/test-engine.ts';
import { startTestEngine } from '#test/support/test-engine.ts';

const said = (value: JsonObject): AttemptOutcome => ({
  ...SUCCEEDED,
  output: { value, fault: null },
});
const saidNone = (output: AttemptOutput | null): AttemptOutcome => ({ ...SUCCEEDED, output });

const after = (input: Json, on = 'succeeded') => [{ after: 'import', on, input }];

/** Lets a run of `import` end so; answers with it. */
async function importEnds(engine: TestEngine, outcome: AttemptOutcome) {
  const run = await engine.trigger('import', { at: engine.executor.attempts.length });
  engine.attemptOf(run).end(outcome);
  await engine.settle();
  return run;
}

test('the output of a run is the input of the one that comes after it, over what its job has already', async () => {
  const engine = await startTestEngine();
  const own = { input: { zip: true, file: 'none' }, triggers: after('output') };
  await engine.apply(aPost('import'), aPost('export', own));
  await importEnds(engine, said({ file: 'a.csv', rows: 3 }));
  const [run] = await engine.runs('export');
  expect(run?.input).toEqual({ zip: true, file: 'a.csv', rows: 3 });
  expect(engine.attemptOf(run!).request.input).toEqual(run?.input);
  const { jobs } = await engine.client.jobs.list({});
  const { triggers } = jobs.find(({ name }) => name === 'export')!;
  expect(triggers[0]?.schedule).toBe('after import succeeded, with its output as input');
});

test('single values of an output are taken into an input, as they are or as part of a text', async () => {
  const engine = await startTestEngine();
  const input = {
    rows: '{{output.rows}}',
    note: 'of {{output.file.name}}',
    deep: ['{{output.file}}'],
  };
  await engine.apply(aPost('import'), aPost('export', { triggers: after(input) }));
  await importEnds(engine, said({ file: { name: 'a.csv' }, rows: 3, token: 'x' }));
  const [run] = await engine.runs('export');
  expect(run?.input).toEqual({ rows: 3, note: 'of a.csv', deep: [{ name: 'a.csv' }] });
});

test('an output that cannot be the input makes no run, and both jobs tell why', async () => {
  const engine = await startTestEngine();
  const inputSchema = {
    type: 'object',
    required: ['file'],
    properties: { n: { type: 'integer' } },
  };
  const overlap = 'allow';
  await engine.apply(
    aPost('import'),
    aPost('whole', { triggers: after('output'), inputSchema, overlap }),
    aPost('field', { triggers: after({ file: '{{output.path}}' }), overlap }),
  );
  const ends = [
    saidNone(null),
    saidNone({ value: null, fault: 'it is longer than 64 KB' }),
    said({ n: 'many' }),
    said({ path: 'a.csv' }),
  ];
  const runs: string[] = [];
  for (const end of ends) runs.push((await importEnds(engine, end)).id);
  const reasons = async (job: string) =>
    (await engine.occurrences(job)).map(({ disposition, reason }) => `${disposition}: ${reason}`);
  const because = (index: number, why: string) =>
    `skipped: the output of run ${runs[index]} (import) cannot be the input: ${why}`;
  const lacksFile = 'the input lacks "file", which the job requires';
  expect(await reasons('whole')).toEqual([
    because(0, 'it is no JSON object'),
    because(1, 'it is longer than 64 KB'),
    because(2, lacksFile),
    because(3, lacksFile),
  ]);
  expect((await reasons('field')).slice(2)).toEqual([
    because(2, 'the output has no field "path", which the input needs'),
    'dispatched: null',
  ]);
  const { notFollowedBy } = await engine.client.runs.chain({ run: runs[1]! });
  expect(notFollowedBy).toMatchObject([
    { job: 'whole', disposition: 'skipped', run: null },
    { job: 'field', disposition: 'skipped', run: null },
  ]);
  const { occurrences } = await engine.client.activity.missed({ since: 0 });
  expect(occurrences).toHaveLength(7);
});

test('what a run hands on is what its last attempt said, whichever way it ended', async () => {
  const engine = await startTestEngine();
  await engine.apply(
    aPost('import', { retry: { maxAttempts: 2, initialDelay: '1s', jitter: 'none' } }),
    aPost('mend', { triggers: after({ why: '{{output.why}}' }, 'failed') }),
  );
  const output = (why: string) => ({ output: { value: { why }, fault: null } });
  const run = await engine.trigger('import');
  engine.attemptOf(run).end({ ...failedWith('exit:1'), ...output('first') });
  await engine.clock.advance(1_000);
  engine.attemptOf(run).end({ ...failedWith('exit:1'), ...output('second') });
  const [mend] = await engine.runs('mend');
  expect(mend?.input).toEqual({ why: 'second' });
  expect(await engine.client.runs.output({ run: run.id })).toMatchObject({
    ...{ attempt: 2, output: { why: 'second' }, fault: null },
  });
});

test('a run that a person says has succeeded hands on nothing', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('import'), aPost('export', { triggers: after('output') }));
  const run = await engine.trigger('import');
  engine.attemptOf(run).end({ kind: 'lost', message: 'nobody knows' });
  await engine.settle();
  await engine.client.runs.resolve({ ...command('I looked'), run: run.id, as: 'succeeded' });
  expect(await engine.occurrences('export')).toMatchObject([
    {
      disposition: 'skipped',
      reason: `the output of run ${run.id} (import) cannot be the input: it is no JSON object`,
    },
  ]);
});

test('an output is shown with its secrets masked, and handed on with them', async () => {
  const engine = await startTestEngine();
  await engine.apply(aPost('import'), aPost('export', { triggers: after('output') }));
  const run = await importEnds(engine, said({ url: 'https://a:b@c/', token: 'abc', n: [1] }));
  const { output } = await engine.client.runs.output({ run: run.id });
  expect(output).toEqual({ url: 'https://***@c/', token: '***', n: [1] });
  const [next] = await engine.runs('export');
  expect(engine.attemptOf(next!).request.input).toMatchObject({ token: 'abc' });
});
