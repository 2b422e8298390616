import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillWorkspace } from '#server/example/fill-workspace.ts';
import type { JsonObject } from '#shared/lib/json.ts';

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(path.join(tmpdir(), 'nightdesk-example-'));
  fillWorkspace(workspace);
});

afterEach(() => {
  rmSync(workspace, { recursive: true });
});

/** Runs a script as Nightdesk does: in the workspace, with its input in the environment. */
function run(script: string, input: JsonObject, more: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${script}.mjs`], {
    cwd: workspace,
    env: { TZ: 'UTC', NIGHTDESK_INPUT: JSON.stringify(input), ...more },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function read(file: string): string {
  return readFileSync(path.join(workspace, file), 'utf8');
}

function write(file: string, text: string): void {
  writeFileSync(path.join(workspace, file), text);
}

function readIndex(): Record<string, readonly string[]> {
  return JSON.parse(read('index/documents.json')) as Record<string, readonly string[]>;
}

test('the index tells for each word in which texts it stands', () => {
  const { status, stdout } = run('build-index', { index: 'documents' });
  expect([status, stdout]).toEqual([0, expect.stringContaining('5/5 tea.md')]);
  const index = readIndex();
  expect(index['payment']).toEqual(['delivery.md', 'payment.md', 'returns.md']);
  expect(index['courier']).toEqual(['delivery.md']);
});

test('an index built again knows what was written meanwhile', () => {
  run('build-index', { index: 'documents' });
  write('documents/cups.txt', 'Porcelain, thin.');
  run('build-index', { index: 'documents' });
  expect(readIndex()['porcelain']).toEqual(['cups.txt']);
  expect(readdirSync(path.join(workspace, 'index'))).toEqual(['documents.json']);
});

test('an index of a folder that does not exist fails with one sentence', () => {
  const { status, stderr } = run('build-index', { index: 'nowhere' });
  expect([status, stderr]).toEqual([1, 'there is no folder "nowhere" to index\n']);
});

test.each(['../documents', '/etc', 'a/b', '', '.'])('the name %j leads nowhere', (name) => {
  for (const [script, field] of [
    ['build-index', 'index'],
    ['backup-folder', 'folder'],
    ['expire-order', 'order'],
  ] as const) {
    const { status, stderr } = run(script, { [field]: name });
    expect([status, stderr]).toEqual([1, expect.stringContaining('letters, digits and "-" only')]);
  }
});

test('an unpaid order expires', () => {
  const { status, stdout } = run('expire-order', { order: 1043 });
  expect([status, stdout]).toEqual([0, expect.stringContaining('unpaid -> expired')]);
  expect(JSON.parse(read('orders/1043.json'))).toMatchObject({
    number: 1043,
    state: 'expired',
    expiredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
  });
});

test('an order that expired before is left as it is', () => {
  run('expire-order', { order: 1043 });
  const expired = read('orders/1043.json');
  const { status, stdout } = run('expire-order', { order: 1043 });
  expect([status, stdout]).toEqual([0, expect.stringContaining('it is expired: nothing to do')]);
  expect(read('orders/1043.json')).toBe(expired);
});

test('an order that was paid does not expire', () => {
  const paid = read('orders/1041.json');
  const { status, stdout } = run('expire-order', { order: 1041 });
  expect([status, stdout]).toEqual([0, expect.stringContaining('it is paid: nothing to do')]);
  expect(read('orders/1041.json')).toBe(paid);
});

test('expiring an order that does not exist fails with one sentence', () => {
  const { status, stderr } = run('expire-order', { order: 9 });
  expect([status, stderr]).toEqual([1, expect.stringContaining('there is no order 9')]);
});

test('a backup unpacks to the very files that were packed', () => {
  write('orders/empty.json', '');
  write('orders/block.json', 'x'.repeat(512));
  run('backup-folder', { folder: 'orders' }, { NIGHTDESK_NOMINAL_TIME: '2027-03-28T01:00:00Z' });
  const unpacked = mkdtempSync(path.join(tmpdir(), 'nightdesk-unpacked-'));
  execFileSync('tar', ['-xzf', 'backups/orders-2027-03-28.tar.gz', '-C', unpacked], {
    cwd: workspace,
  });
  const names = readdirSync(path.join(unpacked, 'orders')).sort();
  expect(names).toEqual(readdirSync(path.join(workspace, 'orders')).sort());
  for (const name of names) {
    const packed = readFileSync(path.join(unpacked, 'orders', name), 'utf8');
    expect(packed).toBe(read(`orders/${name}`));
  }
  rmSync(unpacked, { recursive: true });
});

test('the workspace keeps what its owner changed when it is filled again', () => {
  write('jobs.yaml', 'jobs: []');
  write('orders/1042.json', '{}');
  rmSync(path.join(workspace, 'scripts/tar.mjs'));
  fillWorkspace(workspace);
  expect([read('jobs.yaml'), read('orders/1042.json')]).toEqual(['jobs: []', '{}']);
  expect(read('scripts/tar.mjs')).toContain('ustar');
});
