import { describe, expect, test } from 'vitest';
import { parseJobDefinition } from '#shared/domain/parse-job-definition.ts';

/*
 * Every way in which a definition can be wrong, with the exact sentence. Each row is a field or more that
 * make a right job wrong, then `place: message`.
 */

const http = { name: 'a', method: 'GET', target: 'http://h/' };
const exec = { name: 'a', method: 'POST', target: 'exec:node' };

function problemsOf(raw: unknown): readonly string[] {
  const context = { defaultZone: 'Europe/Berlin', place: 'jobs[0]' };
  const parsed = parseJobDefinition(raw, context);
  if (parsed.kind === 'definition') return [];
  return parsed.problems.map(({ place, message }) => `${place}: ${message}`);
}

type Row = readonly [fields: object, problem: string];

function refusesEach(base: object, rows: readonly Row[]): void {
  test.each(rows)('%j', (fields, problem) => {
    expect(problemsOf({ ...base, ...fields })).toEqual([`jobs[0]${problem}`]);
  });
}

describe('what every job has', () => {
  test('a job is a set of fields', () => {
    expect(problemsOf('x')).toEqual(['jobs[0]: jobs[0] is a set of fields, not "x"']);
    expect(problemsOf({})).toEqual([
      'jobs[0].name: name is missing',
      'jobs[0].method: method is missing',
      'jobs[0].target: target is missing',
    ]);
  });

  const method = 'method is GET (may be repeated) or POST (is performed once)';
  refusesEach(http, [
    [{ retires: 1 }, '.retires: unknown field "retires"; did you mean "retry"?'],
    [{ 'x.y': 1 }, '["x.y"]: unknown field "x.y"'],
    [{ name: 'my job' }, '.name: name is 1 to 64 letters, digits, "_" and "-", not "my job"'],
    [{ name: 7 }, '.name: name is text, not 7: write "7"'],
    [{ method: 'get' }, `.method: ${method}, not "get": write GET`],
    [{ method: 'PUT' }, `.method: ${method}, not "PUT"`],
    [{ target: 'htp://h' }, '.target: unknown scheme "htp" in target; did you mean "http"?'],
    [{ effect: '' }, '.effect: effect is a sentence of 1 to 1000 characters'],
    [
      { effect: { '{ input.x }': null } },
      '.effect: effect is text, not a set of fields: text that begins with { or holds ": " needs quotes',
    ],
    [
      { effect: '{{env.X}}' },
      '.effect: {{env.X}} cannot stand in the effect: only {{input.…}} may',
    ],
    [{ timeout: 10 }, '.timeout: timeout needs a unit: write 10s'],
    [{ timeout: 'soon' }, '.timeout: timeout is a duration such as 10s, 5m or 2h, not "soon"'],
    [{ timeout: '0s' }, '.timeout: timeout is at least 1ms'],
    [{ timeout: '90d' }, '.timeout: timeout is at most 24d'],
    [{ timeout: null }, '.timeout: timeout has no value: leave it out, or give it one'],
    [{ triggers: Array(101).fill({}) }, '.triggers: triggers has at most 100 items'],
    [{ killGrace: '2h' }, '.killGrace: killGrace is at most 1h'],
    [{ expireAfter: '0s' }, '.expireAfter: expireAfter is at least 1ms'],
    [{ priority: 101 }, '.priority: priority is a whole number from -100 to 100, not 101'],
    [{ priority: 1.5 }, '.priority: priority is a whole number from -100 to 100, not 1.5'],
    [
      { idempotent: true },
      '.idempotent: idempotent has a meaning only for POST: a GET may always be repeated',
    ],
    [
      { overlap: 'skp' },
      '.overlap: overlap is one of allow, skip, queue_one, queue_all, cancel_running, not "skp"; did you mean "skip"?',
    ],
    [{ input: [1] }, '.input: input is a set of fields, not a list'],
    [{ input: { a: new Date(0) } }, '.input.a: this is not a value that JSON knows'],
    [{ input: { a: [NaN] } }, '.input.a[0]: NaN is not a number that JSON knows'],
    [
      { input: { id: 2 ** 60 } },
      '.input.id: a whole number beyond 2^53 loses digits: write it in quotes',
    ],
    [{ inputSchema: 'object' }, '.inputSchema: inputSchema is a set of fields, not "object"'],
  ]);
});

describe('what only some targets take', () => {
  refusesEach(http, [
    [{ args: ['x'] }, '.args: args belongs to exec: targets, and this one is http:'],
    [{ script: 'x' }, '.script: script belongs to shell: targets, and this one is http:'],
    [{ cwd: '/' }, '.cwd: cwd belongs to exec: and shell: targets, and this one is http:'],
    [{ env: {} }, '.env: env belongs to exec: and shell: targets, and this one is http:'],
    [{ headers: { 'X Y': 'a' } }, '.headers["X Y"]: "X Y" is not the name of a header'],
    [
      { headers: { 'idempotency-key': 'a' } },
      '.headers.idempotency-key: the header idempotency-key is set by Nightdesk itself',
    ],
    [
      { headers: { A: '1', a: '2' } },
      '.headers: the header a stands twice: upper and lower case make no difference',
    ],
    [{ headers: { A: 1 } }, '.headers.A: headers.A is text, not 1: write "1"'],
    [
      { headers: { A: 'a\r\nB: b' } },
      '.headers.A: headers.A holds characters that a header cannot carry',
    ],
    [
      { headers: { A: '{{env.X}}' } },
      '.headers.A: {{env.X}} cannot stand in a header: only {{input.…}} may',
    ],
  ]);

  const literal = 'a process gets its input by environment and standard input';
  refusesEach(exec, [
    [{ headers: {} }, '.headers: headers belongs to http: targets, and this one is exec:'],
    [{ args: 'x' }, '.args: args is a list, not "x"'],
    [{ args: ['-p', 80] }, '.args[1]: args[1] is text, not 80: write "80"'],
    [{ args: ['{{input.x}}'] }, `.args[0]: a template cannot stand in args[0]: ${literal}`],
    [{ env: { A: '{{ input.x }}' } }, `.env.A: a template cannot stand in env.A: ${literal}`],
    [{ env: { 'A-B': 'x' } }, '.env.A-B: "A-B" is not the name of an environment variable'],
    [
      { env: { NIGHTDESK_RUN_ID: 'x' } },
      '.env.NIGHTDESK_RUN_ID: NIGHTDESK_RUN_ID is set by Nightdesk itself, as all NIGHTDESK_… variables are',
    ],
    [{ env: { A: 'a\0b' } }, '.env.A: env.A holds a NUL character'],
    [{ cwd: 'work' }, '.cwd: cwd is an absolute path here, not "work"'],
    [{ cwd: '' }, '.cwd: cwd is empty'],
    [{ cwd: '~/work' }, `.cwd: "~/work" is not expanded: write the folder's whole path`],
    [{ cwd: '$HOME' }, `.cwd: "$HOME" is not expanded: write the folder's whole path`],
    [{ target: 'shell:bash' }, '.script: script is missing'],
    [{ target: 'shell:bash', script: ' ' }, '.script: script is empty'],
    [{ target: 'shell:bsh', script: 'x' }, '.target: unknown shell "bsh"; did you mean "sh"?'],
    [
      { target: 'shell:echo {{input.x}}' },
      `.target: a template cannot stand in target: ${literal}`,
    ],
  ]);
});

describe('triggers', () => {
  const one = 'a trigger needs one of cron, interval, at, after, event or manual';
  const noOutput =
    'the output of a run is there only for a trigger that comes after one other job: write after: NAME';
  const trigger = (fields: object) => ({ triggers: [fields] });
  refusesEach(http, [
    [{ triggers: {} }, '.triggers: triggers is a list, not a set of fields'],
    [trigger({}), `.triggers[0]: ${one}`],
    [trigger({ zone: 'UTC' }), `.triggers[0]: ${one}`],
    [
      trigger({ cron: '0 * * * *', interval: '5m' }),
      '.triggers[0]: a trigger has one of cron, interval, at, after, event or manual, and this one has cron and interval',
    ],
    [
      trigger({ crom: '0 * * * *', interval: '5m' }),
      '.triggers[0].crom: unknown field "crom"; did you mean "cron"?',
    ],
    [
      trigger({ cron: '0 0 30 2 *' }),
      '.triggers[0].cron: "0 0 30 2 *" can never fire: day of month 30 does not exist in month 2',
    ],
    [
      trigger({ cron: '0 * * * *', zone: 'Europe/Berlim' }),
      '.triggers[0].zone: "Europe/Berlim" is not a time zone: write an IANA name such as Europe/Berlin',
    ],
    [trigger({ after: ['b', 'c'], input: 'output' }), `.triggers[0].input: ${noOutput}`],
    [
      trigger({ cron: '0 * * * *', input: { a: ['{{ output.x }}'] } }),
      `.triggers[0].input.a[0]: ${noOutput}`,
    ],
    [trigger({ cron: '0 * * * *', input: 'output' }), `.triggers[0].input: ${noOutput}`],
    [
      trigger({ after: 'b', input: { file: 'of {{outptu.file}}' } }),
      '.triggers[0].input.file: {{outptu.file}} cannot stand in this input: only {{output.…}} may',
    ],
    [
      trigger({ after: 'b', input: { file: '{{output.}}' } }),
      '.triggers[0].input.file: {{output.}} cannot stand in this input: the name of a field is missing behind the dot',
    ],
    [
      trigger({ after: 'b', input: 'outputs' }),
      '.triggers[0].input: input is a set of fields, not "outputs"',
    ],
    [
      trigger({ interval: '5m', fold: 'first' }),
      '.triggers[0].fold: fold has no meaning for a trigger with interval',
    ],
    [
      trigger({ interval: '5m', gap: 'skip' }),
      '.triggers[0].gap: gap has no meaning for a trigger with interval',
    ],
    [
      trigger({ interval: '5m', zone: 'UTC' }),
      '.triggers[0].zone: zone has a meaning for an interval only with from, until or exclude',
    ],
    [trigger({ interval: '5m', jitter: '6m' }), '.triggers[0].jitter: jitter is at most 5m'],
    [trigger({ cron: '0 * * * *', jitter: '2d' }), '.triggers[0].jitter: jitter is at most 1d'],
    [
      trigger({ cron: '0 * * * *', from: '2026-02-30' }),
      '.triggers[0].from: "2026-02-30T00:00" is no date and time of the calendar',
    ],
    [
      trigger({ cron: '0 * * * *', until: 'christmas' }),
      '.triggers[0].until: "christmas" is not a local time: write it like 2027-03-28T02:30',
    ],
    [
      trigger({ cron: '0 * * * *', from: '2027-03-28T02:30' }),
      '.triggers[0].from: 2027-03-28T02:30 does not exist in Europe/Berlin, where clocks go from 2027-03-28T02:00 to 2027-03-28T03:00: write 2027-03-28T01:30 or 2027-03-28T03:30',
    ],
    [
      trigger({ interval: '5m', from: '2026-12-02', until: '2026-12-01' }),
      '.triggers[0].until: until 2026-12-01 is before from 2026-12-02',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['holidays'] }),
      '.triggers[0].exclude[0]: "holidays" leaves out nothing that can be understood: write a date (2026-12-24), dates (2026-12-24..2027-01-06), days of every year (12-25 or 12-24..01-06), days of the week (sat-sun) or a part of it (mon 22:00-tue 04:00)',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['2026-02-30'] }),
      '.triggers[0].exclude[0]: "2026-02-30" has a date that is not in the calendar',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['2026-12-06..2026-12-05'] }),
      '.triggers[0].exclude[0]: "2026-12-06..2026-12-05" ends before it begins',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['02-30'] }),
      '.triggers[0].exclude[0]: "02-30" has a day that no year has',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['sat-sum'] }),
      '.triggers[0].exclude[0]: "sat-sum" has no day of the week in sum: they are mon, tue, wed, thu, fri, sat, sun',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['mon 22:00-tue'] }),
      '.triggers[0].exclude[0]: "mon 22:00-tue" needs a time at both of its ends, like mon 22:00-tue 04:00',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['mon 25:00-tue 04:00'] }),
      '.triggers[0].exclude[0]: "mon 25:00-tue 04:00" has a time that no day has',
    ],
    [
      trigger({ cron: '0 * * * *', exclude: ['mon 04:00-mon 04:00'] }),
      '.triggers[0].exclude[0]: "mon 04:00-mon 04:00" ends where it begins',
    ],
    [
      trigger({ cron: '0 9 * * sat', exclude: ['sat-sun'] }),
      '.triggers[0].exclude: this trigger can never fire: nothing of it is left',
    ],
    [
      trigger({ cron: '0 9 * * *', from: '2026-12-01T10:00', until: '2026-12-02T08:00' }),
      '.triggers[0].until: this trigger can never fire: nothing of it is left',
    ],
    [
      trigger({ at: '2027-03-29T02:30', exclude: ['sat-sun'] }),
      '.triggers[0].exclude: exclude has no meaning for a trigger with at',
    ],
    [trigger({ interval: '500ms' }), '.triggers[0].interval: interval is at least 1s'],
    [
      trigger({ interval: '5m', anchor: '2026-12-01' }),
      '.triggers[0].anchor: anchor is an instant such as 2026-12-01T08:00:00Z, not "2026-12-01"',
    ],
    [
      trigger({ at: '2027-03-28T02:30' }),
      '.triggers[0].at: 2027-03-28T02:30 does not exist in Europe/Berlin, where clocks go from 2027-03-28T02:00 to 2027-03-28T03:00: write 2027-03-28T01:30 or 2027-03-28T03:30',
    ],
    [
      trigger({ at: '2027-10-31T02:30' }),
      '.triggers[0].at: 2027-10-31T02:30 happens twice in Europe/Berlin: write 2027-10-31T02:30+02:00 or 2027-10-31T02:30+01:00',
    ],
    [
      trigger({ at: '2027-10-31T02:30', fold: 'both' }),
      '.triggers[0].fold: fold is one of first, second, not "both"',
    ],
    [
      trigger({ manual: false }),
      '.triggers[0].manual: manual is always true, not false: a job can always be triggered by hand',
    ],
    [
      trigger({ manual: true, grace: '5s' }),
      '.triggers[0].grace: grace has no meaning for a trigger with manual',
    ],
    [trigger({ interval: '5m', grace: '61m' }), '.triggers[0].grace: grace is at most 1h'],
    [
      trigger({ interval: '5m', grace: '10m', window: '5m' }),
      '.triggers[0].grace: grace is at most 5m',
    ],
    [
      trigger({ interval: '5m', max: 3 }),
      '.triggers[0].max: max has a meaning only with misfire: run_all',
    ],
    [
      trigger({ interval: '5m', misfire: 'run_all', max: 1_001 }),
      '.triggers[0].max: max is a whole number from 1 to 1000, not 1001',
    ],
    [
      trigger({ interval: '5m', name: 'cron:x' }),
      '.triggers[0].name: name is letters, digits, "_" and "-" only, at most 64, not "cron:x"',
    ],
    [
      { triggers: [{ cron: '@daily' }, { cron: '0 0 * * *', grace: '5s' }] },
      '.triggers[1]: this trigger fires when triggers[0] does: remove one, or give it a name',
    ],
    [
      {
        triggers: [
          { interval: '5m', name: 'n' },
          { interval: '6m', name: 'n' },
        ],
      },
      '.triggers[1].name: the name "n" belongs to triggers[0]',
    ],
  ]);

  test('a bad zone of the surroundings is told at the trigger that would have used it', () => {
    const raw = { ...http, triggers: [{ cron: '0 * * * *' }] };
    const parsed = parseJobDefinition(raw, { defaultZone: 'Mars/Base', place: 'jobs[0]' });
    expect(parsed).toMatchObject({
      kind: 'problems',
      problems: [{ place: 'jobs[0].triggers[0]' }],
    });
  });
});

describe('retry and concurrency', () => {
  const retry = (fields: object) => ({ retry: fields });
  refusesEach(http, [
    [
      retry({ maxAttempts: 0 }),
      '.retry.maxAttempts: maxAttempts is a whole number from 1 to 1000, not 0',
    ],
    [retry({ factor: 0.5 }), '.retry.factor: factor is a number from 1 to 100, not 0.5'],
    [
      retry({ backoff: 'list' }),
      '.retry: backoff: list needs delays, as in delays: [10s, 1m, 10m]',
    ],
    [retry({ delays: [] }), '.retry.delays: delays is empty: it holds at least one duration'],
    [
      retry({ backoff: 'fixed', delays: ['1s'] }),
      '.retry.delays: delays has no meaning with backoff: fixed',
    ],
    [
      retry({ delays: ['1s'], initialDelay: '1s' }),
      '.retry.initialDelay: initialDelay has no meaning with backoff: list',
    ],
    [
      retry({ backoff: 'fixed', factor: 2 }),
      '.retry.factor: factor has no meaning with backoff: fixed',
    ],
    [
      retry({ initialDelay: '1m', maxDelay: '5s' }),
      '.retry.maxDelay: maxDelay is 5s, shorter than initialDelay with 1m',
    ],
    [
      retry({ retryOn: ['timeot'] }),
      '.retry.retryOn[0]: unknown failure class "timeot"; did you mean "timeout"?',
    ],
    [
      retry({ onExhausted: 'stop' }),
      '.retry.onExhausted: onExhausted is one of fail, hold, pause_trigger, not "stop"',
    ],
    [
      {
        concurrency: [
          { key: 'a', limit: 1 },
          { key: 'a', limit: 2 },
        ],
      },
      '.concurrency[1].key: the key "a" stands in concurrency[0] already',
    ],
    [{ concurrency: [{ key: 'a' }] }, '.concurrency[0].limit: limit is missing'],
    [
      { concurrency: [{ key: 'a', limit: 0 }] },
      '.concurrency[0].limit: limit is a whole number from 1 to 10000, not 0',
    ],
    [
      { concurrency: [{ key: ' ', limit: 1 }] },
      '.concurrency[0].key: key is text of 1 to 256 characters',
    ],
    [
      { concurrency: [{ key: '{{now}}', limit: 1 }] },
      '.concurrency[0].key: {{now}} cannot stand in a concurrency key: only {{input.…}} may',
    ],
  ]);
});

describe('a template that no input could fill in', () => {
  test('is told with all that is wrong elsewhere, but not while the input itself is wrong', () => {
    const raw = { ...http, effect: 'does {{input.b}}', triggers: [{ interval: '5m' }] };
    expect(problemsOf({ ...raw, timeout: 10 })).toHaveLength(2);
    expect(problemsOf({ ...raw, input: 'b: 1' })).toHaveLength(1);
  });

  const properties = { type: 'object', properties: { a: { type: 'string' } } };
  const undeclared = 'which neither input has nor inputSchema declares';
  const unfired = 'which is missing when every 5m fires: give it in input';
  refusesEach(http, [
    [
      { effect: 'does {{input.b}}', inputSchema: properties },
      `.effect: the effect needs input.b, ${undeclared}`,
    ],
    [
      { target: 'http://h/{{input.b}}', triggers: [{ interval: '5m' }] },
      `.target: the target needs input.b, ${unfired}`,
    ],
    [
      {
        headers: { 'X-B': '{{input.b.c}}' },
        input: { b: {} },
        triggers: [{ interval: '6m', input: { b: { c: 1 } } }, { interval: '5m' }],
      },
      `.headers.X-B: the header X-B needs input.b.c, ${unfired}`,
    ],
    [
      { concurrency: [{ key: '{{input.b}}', limit: 1 }], triggers: [{ interval: '5m' }] },
      `.concurrency[0].key: the key needs input.b, ${unfired}`,
    ],
  ]);

  test.each([
    ['the input has it and the schema does not', { input: { b: 1 }, inputSchema: properties }],
    ['the input has it', { input: { b: 1 }, triggers: [{ interval: '5m' }] }],
    ['the schema declares it', { inputSchema: { properties: { b: true } } }],
    ['the schema allows everything', { inputSchema: true }],
    ['the schema is composed of others', { inputSchema: { allOf: [properties] } }],
    ['every trigger has it', { triggers: [{ interval: '5m', input: { b: 1 } }] }],
    ['a person gives it', { triggers: [{ manual: true }] }],
  ])('is let pass where %s', (_case, fields) => {
    expect(problemsOf({ ...http, effect: 'does {{input.b}}', ...fields })).toEqual([]);
  });
});
