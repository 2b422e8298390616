import type { SearchSchemaInput } from '@tanstack/react-router';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import * as z from 'zod/mini';
import { Frame } from '#renderer/app/frame.tsx';
import { NotFound } from '#renderer/app/not-found.tsx';
import { ScreenProblem } from '#renderer/app/screen-problem.tsx';
import { METHODS } from '#shared/domain/method.ts';
import { RUN_ORIGINS } from '#shared/domain/run.ts';
import { RUN_STATES } from '#shared/domain/run-state-table.ts';

/*
 * Every screen is a route, its filters included: back, forward, reload and a copied link lead to the same picture.
 * A screen is loaded when it is first opened.
 */

const root = createRootRoute({ component: Frame });
const getParentRoute = () => root;

const today = createRoute({
  getParentRoute,
  path: '/',
  component: lazyRouteComponent(
    () => import('#renderer/features/today/today-screen.tsx'),
    'TodayScreen',
  ),
});

/** What an address asks for that does not exist is left out, rather than refused. */
function orNothing<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.optional(z.catch(z.optional(schema), undefined));
}

/** Every part of an address's search may be left out. */
function toSearch<Search extends object>(schema: z.ZodMiniType<Search>) {
  return (search: Partial<Search> & SearchSchemaInput): Partial<Search> => schema.parse(search);
}

const failuresSearch = z.object({
  group: orNothing(z.string()),
  span: orNothing(z.enum(['12h', '24h', '7d'])),
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

const runsSearch = z.object({
  state: orNothing(z.array(z.enum(RUN_STATES))),
  job: orNothing(z.string()),
  method: orNothing(z.enum(METHODS)),
  origin: orNothing(z.enum(RUN_ORIGINS)),
  fingerprint: orNothing(z.string()),
  text: orNothing(z.string()),
  since: orNothing(z.int()),
  isLate: orNothing(z.boolean()),
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
const runSearch = z.object({
  tab: orNothing(z.enum(RUN_TABS)),
  attempt: orNothing(z.int()),
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

const settings = createRoute({
  getParentRoute,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('#renderer/features/settings/settings-screen.tsx'),
    'SettingsScreen',
  ),
});

const routeTree = root.addChildren([today, failures, runs, run, jobs, job, settings]);

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
