import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const brokenTree = path.join(root, 'test/fixtures/broken/import-rules');
const rulesFile = path.join(root, '.dependency-cruiser.cjs');
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface CruisedModule {
  readonly source: string;
  readonly dependencies: readonly { readonly module: string; readonly resolved: string }[];
}

interface CruiseResult {
  readonly modules: readonly CruisedModule[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** Judges a tree by the project's rules, with the same program as `npm run check:graph`. */
function cruise(tree: string): CruiseResult {
  const folders = ['electron', 'renderer', 'shared', 'test'].filter((folder) =>
    existsSync(path.join(tree, folder)),
  );
  const args = [cruiser, '--config', rulesFile, '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (stdout === '') throw new Error(`dependency-cruiser printed no result: ${stderr}`);
  return JSON.parse(stdout) as CruiseResult;
}

function breaches({ summary }: CruiseResult): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

describe('the project', () => {
  let result: CruiseResult;
  beforeAll(() => {
    result = cruise(root);
  });

  test('keeps every import rule', () => {
    expect(breaches(result)).toEqual([]);
  });

  test('is seen whole: no source file escapes the rules', () => {
    const sources = globSync('{electron,renderer,shared}/**/*.{ts,tsx,mts,mjs}', { cwd: root });
    const seen = new Set(result.modules.map((module) => module.source));
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.filter((source) => !seen.has(source))).toEqual([]);
  });

  test('has its aliases followed to the files behind them', () => {
    const aliased = result.modules
      .flatMap((module) => module.dependencies)
      .filter((dependency) => dependency.module.startsWith('#'));
    expect(aliased.length).toBeGreaterThan(40);
    const lost = aliased.filter(({ resolved }) => !existsSync(path.join(root, resolved)));
    expect(lost.map((dependency) => dependency.module)).toEqual([]);
  });
});

describe('a tree that breaks the rules', () => {
  const expected = {
    'electron/engine/answers-http.ts': 'engine-knows-no-host',
    'electron/engine/core/asks-the-store.ts': 'core-is-pure',
    'electron/engine/executors/opens-the-database.ts': 'better-sqlite3-only-in-the-store',
    'electron/engine/executors/writes-rows.ts': 'executors-know-core-and-shared',
    'electron/engine/service/builds-its-store.ts': 'service-is-handed-its-parts',
    'electron/engine/store/asks-a-service.ts': 'store-knows-core-and-shared',
    'electron/engine/store/takes-another-package.ts': 'store-has-one-driver',
    'electron/gateway/runs-an-engine.ts': 'gateway-knows-only-shared',
    'electron/main/runs-an-engine.ts': 'main-knows-the-contract',
    'electron/preload/decides.ts': 'preload-knows-the-contract',
    'electron/server/opens-a-window.ts': 'electron-only-in-the-shell',
    'electron/server/reaches-into-the-engine.ts': 'server-stays-outside-the-engine',
    'electron/server/takes-an-undeclared-package.ts': 'only-declared-packages',
    'renderer/data/knows-the-routes.ts': 'renderer-app-is-the-top',
    'renderer/data/reads-a-file.ts': 'renderer-runs-in-a-browser',
    'renderer/data/runs-an-engine.ts': 'renderer-knows-no-process',
    'renderer/features/runs/knows-another-screen.ts': 'features-are-strangers',
    'renderer/timeline/knows-a-screen.ts': 'renderer-parts-know-no-feature',
    'renderer/ui/asks-for-data.ts': 'renderer-ui-has-no-domain-words',
    'shared/domain/knows-its-test.ts': 'nobody-imports-tests',
    'shared/domain/knows-the-contract.ts': 'shared-domain-below-contract',
    'shared/domain/reads-a-file.ts': 'shared-stands-alone',
    'shared/lib/chicken.ts': 'no-cycles',
    'shared/lib/forgotten.ts': 'no-orphans',
    'shared/lib/knows-the-domain.ts': 'shared-lib-is-the-bottom',
    'shared/lib/leads-nowhere.ts': 'no-unresolvable',
    'test/simulation/auditor.ts': 'auditor-judges-from-outside',
  };
  const allowed = [
    'electron/engine/store/opens-the-database.ts',
    'electron/main/opens-a-window.ts',
    'electron/server/starts-the-engine.ts',
  ];

  let result: CruiseResult;
  beforeAll(() => {
    result = cruise(brokenTree);
  });

  test.each(Object.entries(expected))('%s is reported as %s', (file, rule) => {
    const reported = result.summary.violations.filter(({ from }) => from === file);
    expect(reported.map((violation) => violation.rule.name)).toContain(rule);
  });

  test.each(allowed)('%s is allowed', (file) => {
    expect(result.modules.map((module) => module.source)).toContain(file);
    expect(result.summary.violations.filter(({ from }) => from === file)).toEqual([]);
  });

  test('breaks every rule that there is', () => {
    const require = createRequire(import.meta.url);
    const { forbidden } = require(rulesFile) as { forbidden: readonly { name: string }[] };
    const names = forbidden.map(({ name }) => name);
    expect(Object.values(expected).toSorted()).toEqual(names.toSorted());
  });
});
