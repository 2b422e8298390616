import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Measures } from '#test/bench/scenario-output.ts';
import { median } from '#test/bench/scenario-output.ts';

/**
 * Measures the engine beside its peers and the raw limits, in turns and in one run, because only ratios
 * carry from one machine to another. Each scenario is a process of its own; the median of three rounds
 * counts. Exits 1 if a ratio that must hold does not. The console's figures need a Chrome or Chromium.
 */
const ROUNDS = 3;
const HERE = import.meta.dirname;
const PEERS = join(HERE, 'peers');

interface Comparison {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  readonly measure: string;
  /** The ratio ours / theirs that must hold; `null` is printed only. */
  readonly must: { readonly atLeast: number } | { readonly atMost: number } | null;
}

const COMPARISONS: readonly Comparison[] = [
  {
    what: '10,000 POST noop runs, 10 at a time, FULL, whole history: runs/s against plainjob (keeps no attempts)',
    ours: 'throughput-nightdesk.ts',
    theirs: 'throughput-plainjob.mjs',
    measure: 'runsPerSecond',
    must: { atLeast: 1 },
  },
  {
    what: 'the same, with plainjob as durable as Nightdesk always is (synchronous=FULL)',
    ours: 'throughput-nightdesk.ts',
    theirs: 'throughput-plainjob-full.mjs',
    measure: 'runsPerSecond',
    must: { atLeast: 2 },
  },
  {
    what: '200 runs of exec:true, 10 at a time: wall ms against spawning directly',
    ours: 'processes-nightdesk.ts',
    theirs: 'processes-direct.ts',
    measure: 'wallMs',
    must: { atMost: 3 },
  },
  {
    what: '50 fires a second, durable: median lateness ms against croner’s timers',
    ours: 'lateness-nightdesk.ts',
    theirs: 'lateness-croner.mjs',
    measure: 'p50Ms',
    must: null,
  },
  {
    what: '50 fires a second, durable: p99 lateness ms against croner’s timers',
    ours: 'lateness-nightdesk.ts',
    theirs: 'lateness-croner.mjs',
    measure: 'p99Ms',
    must: null,
  },
  {
    what: '1,000 idle cron triggers: resident MB against a bare Node with better-sqlite3 open',
    ours: 'idle-nightdesk.ts',
    theirs: 'idle-bare.ts',
    measure: 'rssMb',
    must: { atMost: 1.5 },
  },
];

/** Measures with a limit of their own: what they are compared with is measured by the same scenario, in turns. */
interface Limit {
  readonly what: string;
  readonly scenario: string;
  readonly measure: string;
  /** `null` is printed only. */
  readonly atMost: number | null;
  /** Of the same scenario, printed beside it. */
  readonly beside?: readonly string[];
}

const LIMITS: readonly Limit[] = [
  {
    what: '1,000 idle cron triggers: percent of one core',
    scenario: 'idle-nightdesk.ts',
    measure: 'cpuPercent',
    atMost: 1,
  },
  {
    what: 'a run enqueued, claimed and finished: time with 1,000,000 finished runs / with none',
    scenario: 'long-history.ts',
    measure: 'ratio',
    atMost: 1.2,
    beside: ['fullUs', 'emptyUs'],
  },
  {
    what: 'planning one more fire: time with 100,000 triggers / with 100',
    scenario: 'many-triggers.ts',
    measure: 'planRatio',
    atMost: 1.5,
    beside: ['manyPlanUs', 'fewPlanUs'],
  },
  {
    what: 'memory with 100,000 triggers / with 100',
    scenario: 'many-triggers.ts',
    measure: 'memoryRatio',
    atMost: 1.5,
    beside: ['manyRssMb', 'fewRssMb'],
  },
  {
    what: 'start with 100,000 triggers, seconds more than with 100',
    scenario: 'many-triggers.ts',
    measure: 'startMoreSeconds',
    atMost: 2,
  },
  {
    what: '10,000 runs due at one instant, a key that lets 8 run at once: most at once',
    scenario: 'due-at-once.ts',
    measure: 'mostRunning',
    atMost: 8,
    beside: ['runsPerSecond', 'longestTurnMs'],
  },
  {
    what: '50 fires a second: p99 lateness under a backlog and a console’s questions / with nothing else going on',
    scenario: 'lateness-busy.ts',
    measure: 'ratio',
    atMost: 5,
    beside: ['busyP99Ms', 'idleP99Ms'],
  },
  {
    what: 'a list of 100 runs over a message port: time through the contract / the same query with bare postMessage',
    scenario: 'list-over-port.ts',
    measure: 'ratio',
    atMost: 1.1,
    beside: ['contractMs', 'bareObjectsMs', 'bareTextMs', 'inProcessMs', 'queryMs'],
  },
  {
    what: 'script that is loaded before Today says how things stand: KB, unpacked',
    scenario: 'first-picture.ts',
    measure: 'scriptKb',
    atMost: 600,
    beside: ['pageScriptKb'],
  },
  {
    what: 'first picture of the console: time / that of a page that is React and one sentence',
    scenario: 'first-picture.ts',
    measure: 'paintedRatio',
    atMost: 1.5,
    beside: ['consolePaintedMs', 'pagePaintedMs'],
  },
  {
    what: 'Today says how things stand, from what the engine answers: time / that of the same page',
    scenario: 'first-picture.ts',
    measure: 'ratio',
    atMost: null,
    beside: ['consoleMs', 'pageMs'],
  },
  {
    what: 'scrolling 100,000 runs: p95 of a frame’s time / that with 1,000 runs',
    scenario: 'scroll-runs.ts',
    measure: 'ratio',
    atMost: 1.3,
    beside: ['manyP95Ms', 'fewP95Ms'],
  },
];

/** These take turns within themselves, and long. */
const MEASURED_ONCE: readonly string[] = [
  'long-history.ts',
  'many-triggers.ts',
  'scroll-runs.ts',
  'first-picture.ts',
  'list-over-port.ts',
];

function installPeers(): void {
  if (existsSync(join(PEERS, 'node_modules', 'plainjob'))) return;
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: PEERS, stdio: 'inherit' });
}

/** Memory is that of the installed program: in a checkout, Node's type stripper comes on top. */
function buildProgram(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: join(HERE, '../..'), stdio: 'ignore' });
}

function measure(scenario: string): Measures {
  const file = join(HERE, 'scenarios', scenario);
  const output = execFileSync(process.execPath, ['--expose-gc', file], { encoding: 'utf8' });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Measures;
}

function holds(ratio: number, must: Comparison['must']): boolean {
  if (must === null) return true;
  return 'atLeast' in must ? ratio >= must.atLeast : ratio <= must.atMost;
}

function limitText(must: Comparison['must']): string {
  if (must === null) return 'printed';
  return 'atLeast' in must ? `≥ ${must.atLeast}` : `≤ ${must.atMost}`;
}

installPeers();
buildProgram();
const scenarios = [
  ...new Set([
    ...COMPARISONS.flatMap(({ ours, theirs }) => [ours, theirs]),
    ...LIMITS.map(({ scenario }) => scenario),
  ]),
];
const rounds: Record<string, Measures[]> = {};
for (let round = 1; round <= ROUNDS; round++) {
  for (const scenario of scenarios) {
    if (round > 1 && MEASURED_ONCE.includes(scenario)) continue;
    process.stderr.write(`round ${round}: ${scenario}\n`);
    (rounds[scenario] ??= []).push(measure(scenario));
  }
}
const of = (scenario: string, name: string) =>
  median((rounds[scenario] ?? []).map((measures) => measures[name] ?? Number.NaN));

let failures = 0;
for (const { what, ours, theirs, measure: name, must } of COMPARISONS) {
  const [mine, yours] = [of(ours, name), of(theirs, name)];
  const ratio = mine / yours;
  const isHeld = holds(ratio, must);
  if (!isHeld) failures += 1;
  const verdict = isHeld ? 'ok  ' : 'MISS';
  console.log(
    `${verdict} ${what}\n       ours ${mine.toFixed(1)}  theirs ${yours.toFixed(1)}  ratio ${ratio.toFixed(2)}  (${limitText(must)})`,
  );
}
for (const { what, scenario, measure: name, atMost, beside = [] } of LIMITS) {
  const value = of(scenario, name);
  const isHeld = atMost === null || value <= atMost;
  if (!isHeld) failures += 1;
  const others = beside.map((other) => `${other} ${of(scenario, other).toFixed(1)}  `).join('');
  const limit = atMost === null ? 'printed' : `≤ ${atMost}`;
  console.log(
    `${isHeld ? 'ok  ' : 'MISS'} ${what}\n       ${others}${name} ${value.toFixed(2)}  (${limit})`,
  );
}
process.exitCode = failures === 0 ? 0 : 1;
