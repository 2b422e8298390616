import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeTemporaryFolder } from '#test/support/nightdesk-process.ts';
import { runInProcess } from '#test/support/recording-terminal.ts';

test('`check` tells what is wrong with schemas together with all else, each thing once', async () => {
  const folder = makeTemporaryFolder();
  const file = path.join(folder.path, 'jobs.yaml');
  const lines = [
    'jobs:',
    '  - { name: a, method: GTE, target: builtin:noop, inputSchema: { type: 7 } }',
    '  - { name: b, method: GET, target: builtin:noop, inputSchema: { type: strange } }',
    '  - { name: b, method: GET, target: builtin:noop, inputSchema: 7 }',
  ];
  writeFileSync(file, lines.join('\n'));
  const { code, stdout, stderr } = await runInProcess(['check', file]);
  folder.remove();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  const places = Array.from(stderr.matchAll(/:\d: (jobs[^:]*):/g), ([, place]) => place);
  expect(places).toEqual([
    ...['jobs[0].method', 'jobs[0].inputSchema.type', 'jobs[1].inputSchema.type'],
    ...['jobs[2].name', 'jobs[2].inputSchema'],
  ]);
});

test('`check` says where both day fields are set, and finds nothing wrong with it', async () => {
  const folder = makeTemporaryFolder();
  const file = path.join(folder.path, 'jobs.yaml');
  const job = (name: string, cron: string) =>
    `  - { name: ${name}, method: GET, target: builtin:noop, triggers: [{ cron: '${cron}' }] }`;
  writeFileSync(file, ['jobs:', job('a', '0 6 1 * mon'), job('b', '0 6 1 * *')].join('\n'));
  const { code, stderr } = await runInProcess(['check', file]);
  folder.remove();
  expect(code).toBe(0);
  expect(stderr).toBe(
    `nightdesk: note: ${file}:2: jobs[0].triggers[0].cron: both day fields are set: a day matches when either of them does\n`,
  );
});
