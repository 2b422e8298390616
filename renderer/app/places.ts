import { Flame, Gauge, Layers, List, Settings, Sunrise } from 'lucide-react';

/** Where the rail leads, in its order. */
export const PLACES = {
  today: { to: '/', title: 'Today', icon: Sunrise },
  failures: { to: '/failures', title: 'Failures', icon: Flame },
  runs: { to: '/runs', title: 'Runs', icon: List },
  jobs: { to: '/jobs', title: 'Jobs', icon: Layers },
  capacity: { to: '/capacity', title: 'Capacity', icon: Gauge },
  settings: { to: '/settings', title: 'Settings', icon: Settings },
} as const;

export type Place = (typeof PLACES)[keyof typeof PLACES];

/** The views of Runs, under it. */
export const VIEW_TITLES = {
  failed: 'Failed since last visit',
  running: 'Running',
  retrying: 'Retrying',
  waiting: 'Needs you',
  late: 'Late',
} as const;
