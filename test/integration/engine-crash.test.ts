import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JournalEvent } from '#shared/contract/journal-schema.ts';
import { connectSocket } from '#server/connect-socket.ts';
import type { InstanceClient } from '#server/instance-client.ts';
import type { ServedEngine } from '#test/support/nightdesk-process.ts';
import { startServe } from '#test/support/nightdesk-process.ts';

let folder = '';
let engine: ServedEngine | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightdesk-crash-'));
});
afterEach(async () => {
  await engine?.kill();
  writeFileSync(join(folder, 'go'), '');
  rmSync(folder, { recursive: true, force: true });
});

/** Each start of the process writes a line; it ends with the exit code in its input once `go` is there. */
function jobFile(): string {
  const script = [
    `echo "$NIGHTDESK_RUN_ID $NIGHTDESK_ATTEMPT" >> ${folder}/ledger`,
    `until [ -e ${folder}/go ]; do sleep 0.05; done`,
    `exit $(echo "$NIGHTDESK_INPUT" | tr -dc 0-9)`,
  ].join('; ');
  const file = join(folder, 'jobs.yaml');
  const common = { overlap: 'allow', target: 'exec:sh', args: ['-c', script], input: { code: 0 } };
  const retry = { maxAttempts: 2, backoff: 'fixed', initialDelay: '1h', jitter: 'none' };
  const jobs = [
    { name: 'change', method: 'POST', ...common, retry: { ...retry, maxAttempts: 1 } },
    { name: 'derive', method: 'GET', ...common, retry },
    {
      name: 'tick',
      method: 'POST',
      target: 'builtin:noop',
      overlap: 'allow',
      triggers: [{ interval: '1s' }],
    },
  ];
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ jobs }));
  return file;
}

async function serve(): Promise<ServedEngine> {
  engine = await startServe(join(folder, 'data'), ['--jobs', jobFile(), '--workers', '40']);
  return engine;
}

function ledger(): readonly string[] {
  const file = join(folder, 'ledger');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

async function withClient<Answer>(work: (client: InstanceClient) => Promise<Answer>) {
  const connection = connectSocket(join(folder, 'data'));
  try {
    return await work(connection.client);
  } finally {
    connection.close();
  }
}

const trigger = (job: string, code: number) =>
  withClient((client) => client.runs.trigger({ commandId: randomUUID(), job, input: { code } }));

const listRuns = async (job: string) =>
  (await withClient((client) => client.runs.list({ job, limit: 1_000 }))).runs;

/** Resolves once the journal, read from its beginning, has told of `count` such events. */
const journalTells = (count: number, isMeant: (event: JournalEvent) => boolean) =>
  withClient(async (client) => {
    let seen = 0;
    for await (const event of await client.journal.tail({ afterSeq: 0 })) {
      if (isMeant(event)) seen += 1;
      if (seen >= count) return;
    }
  });

const isRunning = ({ type }: JournalEvent) => type === 'attempt.running';
const hasLeftRunning = ({ from, type }: JournalEvent) =>
  from === 'running' && type.startsWith('run.');

test('kill -9 of the engine while 20 exec jobs run: each gets its true exit code, and none runs twice', async () => {
  const first = await serve();
  const codes = Array.from({ length: 20 }, (_item, code) => code);
  await Promise.all(codes.map((code) => trigger('change', code)));
  await journalTells(20, isRunning);
  await first.kill();
  writeFileSync(join(folder, 'go'), '');
  await serve();
  await journalTells(20, (event) => event.job === 'change' && hasLeftRunning(event));
  const runs = await listRuns('change');
  expect(runs.map(({ input }) => Number(input['code'])).toSorted((a, b) => a - b)).toEqual(codes);
  for (const { input, state, attempts } of runs) {
    expect(attempts).toMatchObject([{ number: 1, exitCode: input['code'] }]);
    expect(state).toBe(input['code'] === 0 ? 'succeeded' : 'failed');
  }
  expect(ledger()).toHaveLength(20);
});

test.runIf(process.platform === 'linux')(
  'kill -9 of engine and keeper: a POST is unknown, a GET is lost and retried, and no orphan is left',
  async () => {
    const first = await serve();
    await trigger('change', 0);
    await trigger('derive', 0);
    await journalTells(2, isRunning);
    const pids = [...(await listRuns('change')), ...(await listRuns('derive'))].map(
      ({ attempts }) => attempts[0]?.pid ?? 0,
    );
    await first.kill();
    process.kill(keeperPid(pids[0] ?? 0), 'SIGKILL');
    await serve();
    await journalTells(2, (event) => event.job !== 'tick' && hasLeftRunning(event));
    const [change] = await listRuns('change');
    const [derive] = await listRuns('derive');
    expect([change?.state, change?.attempts[0]?.state]).toEqual(['unknown', 'lost']);
    expect([derive?.state, derive?.attempts[0]?.state]).toEqual(['retry_wait', 'lost']);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(ledger().length).toBeLessThanOrEqual(2);
  },
);

test('kill -9 again and again: every instant of a trigger is recorded once, none is lost, none doubled', async () => {
  for (let life = 1; life <= 5; life++) {
    const current = await serve();
    await journalTells(2 * life, ({ job, type }) => job === 'tick' && type === 'run.created');
    await current.kill();
  }
  await serve();
  const { occurrences } = await withClient((client) =>
    client.jobs.occurrences({ job: 'tick', limit: 1_000 }),
  );
  const instants = occurrences.map(({ nominalAt }) => nominalAt).toSorted((a, b) => a - b);
  const first = instants[0] ?? 0;
  expect(instants.length).toBeGreaterThanOrEqual(10);
  expect(instants).toEqual(instants.map((_at, index) => first + index * 1_000));
});

/** The process that the job's process was started by. */
function keeperPid(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]);
}

function isAlive(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}
