import type { SearchSchemaInput } from '@tanstack/react-router';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Frame } from '#renderer/app/frame.tsx';
import { NotFound } from '#renderer/app/not-found.tsx';
import { ScreenProblem } from '#renderer/app/screen-problem.tsx';
import { TodayScreen } from '#renderer/features/today/today-screen.tsx';
import {
  flag,
  listOf,
  oneOf,
  readingOf,
  shapeOf,
  text,
  wholeNumber,
} from '#renderer/lib/read-search.ts';
import type { InputValue } from '#shared/domain/run-filter.ts';
import { METHODS } from '#shared/domain/method.ts';
import { RUN_ORIGINS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';

/*
 * Every screen is a route, its filters included: back, forward, reload and a copied link lead to the same picture.
 * A screen is loaded when it is first opened; Today, which is opened first, comes along with the frame.
 */

const root = createRootRoute({ component: Frame });
const getParentRoute = () => root;

const today = createRoute({
  getParentRoute,
  path: '/',
  component: TodayScreen,
});

/** Every part of an address's search may be left out. */
function toSearch<Search extends object>(read: (search: object) => Search) {
  return (search: Search & SearchSchemaInput): Search => read(search);
}

const failuresSearch = readingOf({
  group: text,
  span: oneOf(['12h', '24h', '7d']),
});

const failures = createRoute({
  getParentRoute,
  path: '/failures',
  validateSearch: toSearch(failuresSearch),
  component: lazyRouteComponent(
    () => import('#renderer/features/failures/failures-screen.tsx'),
    'FailuresScreen',
  ),
});

const range = shapeOf({ min: wholeNumber, max: wholeNumber });

/** Without either it is none. */
function inputValue(value: unknown): InputValue | undefined {
  const { path, value: meant } = shapeOf({ path: text, value: text })(value) ?? {};
  return path === undefined || meant === undefined ? undefined : { path, value: meant };
}

const runsSearch = readingOf({
  state: listOf(oneOf(RUN_STATES)),
  job: text,
  method: oneOf(METHODS),
  origin: oneOf(RUN_ORIGINS),
  attempts: range,
  durationMs: range,
  error: text,
  input: listOf(inputValue),
  fingerprint: text,
  text,
  since: wholeNumber,
  sinceAgoMs: wholeNumber,
  until: wholeNumber,
  isLate: flag,
  isPinned: flag,
});

const runs = createRoute({
  getParentRoute,
  path: '/runs',
  validateSearch: toSearch(runsSearch),
  component: lazyRouteComponent(
    () => import('#renderer/features/runs/runs-screen.tsx'),
    'RunsScreen',
  ),
});

const RUN_TABS = ['log', 'input', 'history', 'definition'] as const;
const runSearch = readingOf({
  tab: oneOf(RUN_TABS),
  attempt: wholeNumber,
});

const run = createRoute({
  getParentRoute,
  path: '/runs/$run',
  validateSearch: toSearch(runSearch),
  component: lazyRouteComponent(() => import('#renderer/features/run/run-screen.tsx'), 'RunScreen'),
});

const jobs = createRoute({
  getParentRoute,
  path: '/jobs',
  component: lazyRouteComponent(
    () => import('#renderer/features/jobs/jobs-screen.tsx'),
    'JobsScreen',
  ),
});

const job = createRoute({
  getParentRoute,
  path: '/jobs/$job',
  component: lazyRouteComponent(() => import('#renderer/features/job/job-screen.tsx'), 'JobScreen'),
});

const capacity = createRoute({
  getParentRoute,
  path: '/capacity',
  component: lazyRouteComponent(
    () => import('#renderer/features/capacity/capacity-screen.tsx'),
    'CapacityScreen',
  ),
});

const settings = createRoute({
  getParentRoute,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('#renderer/features/settings/settings-screen.tsx'),
    'SettingsScreen',
  ),
});

const routeTree = root.addChildren([today, failures, runs, run, jobs, job, capacity, settings]);

export function createDeskRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: ScreenProblem,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>;
  }
}
