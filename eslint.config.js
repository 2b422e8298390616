// Formatting is Prettier's; import directions are dependency-cruiser's. What is left here are mistakes that
// the compiler lets through, the ban on ambient time and randomness, and the limits on sizes.
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const namedExportsOnly = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export it by name: a thing is called the same wherever it is imported.',
};

const classesAreErrors = {
  selector: ':matches(ClassDeclaration, ClassExpression):not([superClass.name=/(Error|Refusal)$/])',
  message:
    'Write functions and closures; a class is only for errors, where `instanceof` is needed.',
};

const clockIsHandedIn = 'Time is handed in as a Clock, so that a test can move it.';
const randomIsHandedIn = 'Randomness is handed in as a Random, so that a seed repeats a run.';
const hostIsHandedIn =
  'This part decides from what it is given and never looks at its surroundings.';

const ambientTimeSyntax = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: `\`new Date()\` reads the machine's clock. ${clockIsHandedIn}`,
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: `\`Date()\` reads the machine's clock. ${clockIsHandedIn}`,
  },
];

const ambientTimeProperties = [
  { object: 'Date', property: 'now', message: clockIsHandedIn },
  { object: 'Temporal', property: 'Now', message: clockIsHandedIn },
  { object: 'AbortSignal', property: 'timeout', message: clockIsHandedIn },
  { object: 'process', property: 'hrtime', message: clockIsHandedIn },
  { object: 'process', property: 'uptime', message: clockIsHandedIn },
];

const ambientRandomProperties = [{ object: 'Math', property: 'random', message: randomIsHandedIn }];

const ambientTimeGlobals = ['setTimeout', 'setInterval', 'setImmediate', 'performance'].map(
  (name) => ({ name, message: clockIsHandedIn }),
);

const ambientGlobals = [
  ...ambientTimeGlobals,
  { name: 'crypto', message: randomIsHandedIn },
  { name: 'queueMicrotask', message: `A decision is made in one go. ${hostIsHandedIn}` },
  { name: 'fetch', message: hostIsHandedIn },
  { name: 'process', message: hostIsHandedIn },
  { name: 'globalThis', message: hostIsHandedIn },
];

const ambientTimeModules = ['timers', 'timers/promises', 'perf_hooks'].flatMap((name) => [
  { name, message: clockIsHandedIn },
  { name: `node:${name}`, message: clockIsHandedIn },
]);

const otherSqlite = {
  name: 'node:sqlite',
  message: 'better-sqlite3 is the one driver: a second one in the process loses the file locks.',
};

const fileSystem = ['fs', 'fs/promises', 'node:fs', 'node:fs/promises'].map((name) => ({
  name,
  message:
    'Opening and closing the database file besides SQLite drops its POSIX locks; the store reaches it through SQLite only.',
}));

const namesKnownToNode = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
);

const linesPerFile = (max) => ['error', { max, skipBlankLines: false, skipComments: false }];
const linesPerFunction = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

export default defineConfig(
  globalIgnores(['out/', 'coverage/', 'test/bench/peers/', 'test/fixtures/broken/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,

  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/prefer-optional-chain': 'error',
      // Without a `default` every member is listed; a `default` that is written down is a decision.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],

      // `() => timer.cancel()` reads better than a block around one call.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      // An interface may ask for a promise where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Numbers and booleans print as everybody expects; objects and undefined stay forbidden.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // What `createX` returns is made of closures: none of it knows a `this` that could be lost.
      '@typescript-eslint/unbound-method': 'off',
    },
  },

  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: namesKnownToNode },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },

  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { module: false, require: false } },
  },

  {
    rules: {
      // Cleaning output of control characters is part of the work here.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', namedExportsOnly, classesAreErrors],
      'max-lines': linesPerFile(350),
      'max-lines-per-function': linesPerFunction(60),
    },
  },

  {
    files: ['shared/**', 'electron/engine/core/**'],
    rules: {
      'max-lines': linesPerFile(250),
      'no-restricted-globals': ['error', ...ambientGlobals],
      'no-restricted-properties': ['error', ...ambientTimeProperties, ...ambientRandomProperties],
      'no-restricted-syntax': ['error', namedExportsOnly, classesAreErrors, ...ambientTimeSyntax],
    },
  },

  {
    files: ['electron/engine/**'],
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', otherSqlite],
    },
  },

  {
    files: ['electron/engine/service/**'],
    rules: {
      'no-restricted-globals': ['error', ...ambientTimeGlobals],
      'no-restricted-imports': ['error', otherSqlite, ...ambientTimeModules],
      'no-restricted-properties': ['error', ...ambientTimeProperties, ...ambientRandomProperties],
      'no-restricted-syntax': ['error', namedExportsOnly, classesAreErrors, ...ambientTimeSyntax],
    },
  },

  {
    files: ['electron/engine/store/**'],
    rules: {
      'no-restricted-imports': ['error', otherSqlite, ...fileSystem],
    },
  },

  {
    // A service, reader or writer is one factory: what it is given, then the short functions it returns.
    files: [
      'electron/engine/*.ts',
      'electron/engine/service/**',
      'electron/engine/store/**',
      'electron/main/**',
    ],
    rules: { 'max-lines-per-function': linesPerFunction(100) },
  },

  {
    // Electron declares one signature an event; one that takes several names would match none of them.
    files: ['electron/main/electron-parts.ts'],
    rules: { '@typescript-eslint/unified-signatures': 'off' },
  },

  {
    // A component is one function: what it asks for, then what it shows.
    files: ['renderer/**'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'max-lines': linesPerFile(250),
      'max-lines-per-function': linesPerFunction(100),
    },
  },

  {
    files: ['test/**'],
    rules: {
      'max-lines': linesPerFile(500),
      // A double or a test engine is one factory as well.
      'max-lines-per-function': linesPerFunction(100),
      // In a test an absent value should fail the test, which `!` does.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },

  {
    // The body of `describe` is the whole file.
    files: ['test/**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },

  {
    // Fixtures belong to no TypeScript project.
    files: ['**/*.js', '**/*.mjs', '**/*.cjs', 'test/fixtures/**'],
    extends: [tseslint.configs.disableTypeChecked],
  },

  {
    // Their tools look for a default export.
    files: ['*.config.js', '*.config.ts'],
    rules: { 'no-restricted-syntax': ['error', classesAreErrors] },
  },
);
