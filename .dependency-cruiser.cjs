// Which way imports point. Every rule has a name and a sentence; ARCHITECTURE.md draws the same picture.
// Rules for folders that are still to come (electron/main, preload, gateway, renderer) are here already.
//
// Paths are relative to the folder that is cruised, so that the same rules judge the broken fixture. A package
// is matched by its path under node_modules: a bare `electron` would match our own folder of that name.

/** Matches modules of one npm package, its type declarations included. */
const npmPackage = (name) => `(^|/)node_modules/(@types/)?${name}/`;

/** `electron` may be absent from an install: then its bare name is all that is left of it. */
const electronPackage = `^electron$|${npmPackage('electron')}`;

/** What the benchmark compares with has an install of its own, made when the benchmark first runs. */
const benchmarkPeers = '/peers/node_modules/';

const ownCode = '^(electron|renderer|shared|test)/';

const sharedRules = [
  {
    name: 'shared-lib-is-the-bottom',
    comment: 'shared/lib knows no domain: it would be right in any program.',
    from: { path: '^shared/lib/' },
    to: { path: '^shared/(domain|contract)/' },
  },
  {
    name: 'shared-domain-below-contract',
    comment: 'The contract is written in words of the domain, never the other way round.',
    from: { path: '^shared/domain/' },
    to: { path: '^shared/contract/' },
  },
  {
    name: 'shared-stands-alone',
    comment:
      'shared runs in every process and in the browser: it imports itself and the few packages named here, no node:*, no other folder.',
    from: { path: '^shared/' },
    to: {
      pathNot: ['^shared/', ...['zod', 'croner', 'cronstrue', '@orpc/contract'].map(npmPackage)],
    },
  },
];

const engineRules = [
  {
    name: 'core-is-pure',
    comment: 'A decision is made from facts alone: core imports shared and itself, nothing else.',
    from: { path: '^electron/engine/core/' },
    to: { pathNot: ['^electron/engine/core/', '^shared/'] },
  },
  {
    name: 'store-knows-core-and-shared',
    comment: 'The store keeps what core decided; it knows neither who asks nor how work is done.',
    from: { path: '^electron/engine/store/' },
    to: { path: ownCode, pathNot: ['^electron/engine/(core|store)/', '^shared/'] },
  },
  {
    name: 'store-has-one-driver',
    comment: 'better-sqlite3 is the only package the store needs.',
    from: { path: '^electron/engine/store/' },
    to: { path: 'node_modules/', pathNot: npmPackage('better-sqlite3') },
  },
  {
    name: 'better-sqlite3-only-in-the-store',
    comment: 'One place opens the database, so that one place answers for locks and durability.',
    from: { pathNot: ['^electron/engine/store/', '^test/'] },
    to: { path: npmPackage('better-sqlite3') },
  },
  {
    name: 'executors-know-core-and-shared',
    comment: 'An executor carries out one attempt; when and why is none of its business.',
    from: { path: '^electron/engine/executors/' },
    to: { path: ownCode, pathNot: ['^electron/engine/(core|executors)/', '^shared/'] },
  },
  {
    name: 'service-is-handed-its-parts',
    comment:
      'Services get store and executors by their interfaces; only the composition root knows both.',
    from: { path: '^electron/engine/service/' },
    to: { path: ownCode, pathNot: ['^electron/engine/(core|service)/', '^shared/'] },
  },
  {
    name: 'engine-knows-no-host',
    comment:
      'The engine runs the same under a desktop, a server and a test: it imports none of them.',
    from: { path: '^electron/engine/' },
    to: { path: ownCode, pathNot: ['^electron/engine/', '^shared/'] },
  },
];

const hostRules = [
  {
    name: 'server-stays-outside-the-engine',
    comment:
      'The server sees the engine by the files directly in electron/engine, such as create-engine.ts.',
    from: { path: '^electron/server/' },
    to: {
      path: ownCode,
      pathNot: ['^electron/(server|gateway)/', '^electron/engine/[^/]+$', '^shared/'],
    },
  },
  {
    name: 'gateway-knows-only-shared',
    comment: 'The gateway speaks the contract with other instances; it has no engine of its own.',
    from: { path: '^electron/gateway/' },
    to: { path: ownCode, pathNot: ['^electron/gateway/', '^shared/'] },
  },
  {
    name: 'main-knows-the-contract',
    comment:
      'The desktop shell starts processes by their path and hands ports on; it runs no engine code.',
    from: { path: '^electron/main/' },
    to: { path: ownCode, pathNot: ['^electron/main/', '^shared/contract/'] },
  },
  {
    name: 'preload-knows-the-contract',
    comment:
      'The preload is one small sandboxed file: it passes ports on and exposes desktop calls.',
    from: { path: '^electron/preload/' },
    to: { path: ownCode, pathNot: ['^electron/preload/', '^shared/contract/'] },
  },
  {
    name: 'electron-only-in-the-shell',
    comment:
      'The package `electron` throws where its runtime is absent: only main and preload load it.',
    from: { pathNot: '^electron/(main|preload)/' },
    to: { path: electronPackage },
  },
];

const rendererRules = [
  {
    name: 'renderer-knows-no-process',
    comment: 'The renderer knows ports and the contract; it runs in an ordinary browser too.',
    from: { path: '^renderer/' },
    to: { path: ownCode, pathNot: ['^renderer/', '^shared/'] },
  },
  {
    name: 'renderer-runs-in-a-browser',
    comment: 'There is no node:* in a browser.',
    from: { path: '^renderer/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'features-are-strangers',
    comment: 'A screen can be understood, and removed, without reading another screen.',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  {
    name: 'renderer-app-is-the-top',
    comment: 'app composes the screens; nothing below it looks up.',
    from: { path: '^renderer/', pathNot: '^renderer/app/' },
    to: { path: '^renderer/app/' },
  },
  {
    name: 'renderer-parts-know-no-feature',
    comment: 'What several screens share cannot depend on one of them.',
    from: { path: '^renderer/(data|lib|parts|timeline|ui)/' },
    to: { path: '^renderer/features/' },
  },
  {
    name: 'renderer-ui-has-no-domain-words',
    comment: 'Buttons and time axes know nothing of jobs and runs.',
    from: { path: '^renderer/(ui|lib)/' },
    to: { path: ['^renderer/(data|parts|timeline)/', '^shared/(domain|contract)/'] },
  },
];

const generalRules = [
  {
    name: 'nobody-imports-tests',
    comment: 'The program does not know that it is tested.',
    from: { pathNot: '^test/' },
    to: { path: '^test/' },
  },
  {
    name: 'auditor-judges-from-outside',
    comment:
      'The auditor of the simulation would repeat the mistakes of an engine that it imports.',
    from: { path: '^test/simulation/[^/]*auditor[^/]*' },
    to: { path: '^electron/' },
  },
  {
    name: 'no-cycles',
    comment:
      'Files that import each other can only be understood together: make them one, or cut them anew.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-orphans',
    comment: 'Nobody imports this file and it imports nothing: is it still needed?',
    from: {
      orphan: true,
      path: '^(electron|renderer|shared)/',
      // What the pages of the console and the jobs of the example name by themselves is imported by nobody.
      pathNot: ['\\.d\\.m?ts$', '^electron/server/example/', '^renderer/public/'],
    },
    to: {},
  },
  {
    name: 'no-unresolvable',
    comment: 'An import that leads nowhere escapes every other rule.',
    from: {},
    to: { couldNotResolve: true, pathNot: [electronPackage, benchmarkPeers] },
  },
  {
    name: 'only-declared-packages',
    comment:
      'What the program imports is a dependency in package.json, else an installed copy lacks it. The renderer is carried built, with everything it needs inside.',
    from: { path: '^(electron|shared)/' },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only'],
      pathNot: electronPackage,
    },
  },
];

module.exports = {
  forbidden: [...sharedRules, ...engineRules, ...hostRules, ...rendererRules, ...generalRules].map(
    (rule) => ({ severity: 'error', ...rule }),
  ),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^test/bench/peers/', '^test/fixtures/'] },
    // Imports of types count: they bind two files together like any other.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default', 'types'],
    },
  },
};
