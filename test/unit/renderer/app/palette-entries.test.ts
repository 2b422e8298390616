import { describe, expect, test } from 'vitest';
import type { Job } from '#shared/contract/job-schema.ts';
import type { DeskCommand } from '#renderer/data/command-registry.ts';
import { paletteSections, runIdIn } from '#renderer/app/palette-entries.ts';

const job = (name: string, effect = ''): Job => ({
  ...{ name, effect, method: 'GET', target: 'exec:node', revision: 1, createdAt: 0, revisedAt: 0 },
  ...{ paused: null, triggers: [], nextAt: null, lastRun: null, definition: {} },
});
const command = (id: string, title: string, group: DeskCommand['group']): DeskCommand => ({
  ...{ id, title, group },
  run: () => undefined,
});

describe('an id of a run that was typed or pasted', () => {
  test.each(['k7fq-1042', ' k7fq-1042\n', 'K7FQ-1042', '#k7fq-1042'])(
    'is meant by “%s”',
    (typed) => {
      expect(runIdIn(typed)).toBe('k7fq-1042');
    },
  );

  test.each([
    'http://127.0.0.1:7420/runs/k7fq-1042',
    ' http://localhost:7420/runs/K7FQ-1042?attempt=2 ',
    'nightdesk://console/runs/k7fq-1042#log',
    '/runs/k7fq-1042',
  ])('is meant by its address “%s”', (typed) => {
    expect(runIdIn(typed)).toBe('k7fq-1042');
  });

  test.each([
    ...['k7fq', 'k7fq-', 'run k7fq-1042', 'backup-orders'],
    ...['http://127.0.0.1:7420/jobs/k7fq-1042', 'http://127.0.0.1:7420/runs', '/runs/k7fq-1042x'],
  ])('is not meant by “%s”', (typed) => {
    expect(runIdIn(typed)).toBeNull();
  });
});

describe('what was typed', () => {
  const jobs = [job('mail-health', 'asks whether mails go out'), job('backup', 'packs a folder')];
  const commands = [
    command('run.retry', 'Retry this run', 'Run'),
    command('go.runs', 'Runs', 'Go to'),
  ];
  const headings = (typed: string) =>
    paletteSections(typed, jobs, commands).map(({ heading }) => heading);

  test('is nothing: there is everything, jobs first', () => {
    expect(headings('')).toEqual(['Jobs', 'Run', 'Go to']);
  });

  test('decides what is there, and puts the section with the best match first', () => {
    expect(headings('run')).toEqual(['Go to', 'Run']);
    expect(headings('folder')).toEqual(['Jobs']);
    expect(headings('nobody')).toEqual([]);
  });

  test('finds the best of the jobs first', () => {
    const [section] = paletteSections('mail', [job('send-mail'), ...jobs], []);
    const names = section?.entries.map((entry) => entry.kind === 'job' && entry.job.name);
    expect(names).toEqual(['mail-health', 'send-mail']);
  });
});
