import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useOverlays } from '#renderer/app/overlay-store.ts';
import { PLACES } from '#renderer/app/places.ts';
import { useCommands } from '#renderer/data/command-registry.ts';
import { useConnection } from '#renderer/data/connection-status.ts';
import { useOperations } from '#renderer/data/instance.tsx';
import { usePreferences } from '#renderer/data/preferences.ts';
import { useJobDialog } from '#renderer/parts/job-actions/job-dialog-store.ts';
import { useResume } from '#renderer/parts/pauses/use-resume.ts';
import { tell } from '#renderer/ui/toasts.tsx';

const GOES = [
  { place: PLACES.today, keys: 'g t' },
  { place: PLACES.failures, keys: 'g f' },
  { place: PLACES.runs, keys: 'g r' },
  { place: PLACES.jobs, keys: 'g j' },
  { place: PLACES.capacity, keys: 'g c' },
  { place: PLACES.settings, keys: 'g s' },
] as const;

/** Commands that are there on every screen. */
export function FrameCommands() {
  const navigate = useNavigate();
  const { show } = useOverlays();
  const { isPaused, togglePause } = useConnection();
  const { change } = usePreferences();
  const { ask } = useJobDialog();
  const { data: about } = useQuery(useOperations().instance.describe.queryOptions());
  const { resume, block: refusal } = useResume();

  useCommands([
    ...GOES.map(({ place: { title, to }, keys }) => ({
      ...({ id: `go.${title.toLowerCase()}`, title, group: 'Go to', keys } as const),
      run: () => void navigate({ to }),
    })),
    {
      ...{ id: 'job.choose', title: 'Run a job…', group: 'Job', synonyms: 'trigger start by hand' },
      run: () => ask({ kind: 'choose', purpose: 'run' }),
    },
    {
      ...{ id: 'job.choose-pause', title: 'Pause a job…', group: 'Job', synonyms: 'stop hold off' },
      run: () => ask({ kind: 'choose', purpose: 'pause' }),
    },
    {
      ...{ id: 'job.choose-resume', title: 'Resume a job…', group: 'Job' },
      ...{ synonyms: 'paused unpause go on' },
      run: () => ask({ kind: 'choose', purpose: 'resume' }),
    },
    about?.paused == null
      ? {
          ...{ id: 'scheduler.pause', title: 'Pause the scheduler…', group: 'Job' },
          synonyms: 'stop everything all maintenance',
          run: () => ask({ kind: 'pause', on: { scope: 'scheduler' } }),
        }
      : {
          ...{ id: 'scheduler.resume', title: 'Resume the scheduler', group: 'Job', refusal },
          synonyms: 'go on everything all unpause',
          run: () => resume({ scope: 'scheduler' }),
        },
    {
      ...{ id: 'pauses.list', title: 'What is paused?', group: 'Job', synonyms: 'pauses who why' },
      run: () => ask({ kind: 'pauses' }),
    },
    {
      ...{ id: 'view.palette', title: 'Find or do', group: 'View', keys: 'mod+k' },
      isKeyOnly: true,
      run: () => show('palette'),
    },
    {
      ...{ id: 'view.shortcuts', title: 'Keyboard shortcuts', group: 'View', keys: '?' },
      run: () => show('shortcuts'),
    },
    {
      ...{ id: 'view.pause', group: 'View', keys: 'p' },
      title: isPaused ? 'Go on with live updates' : 'Pause live updates',
      run: togglePause,
    },
    {
      ...{ id: 'view.copy-link', title: 'Copy a link to this screen', group: 'View', keys: 'y' },
      run: () => {
        void navigator.clipboard.writeText(location.href).then(() => tell('Link copied'));
      },
    },
    {
      ...{ id: 'view.light', title: 'Light appearance', group: 'View', synonyms: 'theme' },
      run: () => change({ theme: 'light' }),
    },
    {
      ...{ id: 'view.dark', title: 'Dark appearance', group: 'View', synonyms: 'theme' },
      run: () => change({ theme: 'dark' }),
    },
    {
      ...{ id: 'view.system', title: 'Appearance of the system', group: 'View', synonyms: 'theme' },
      run: () => change({ theme: 'system' }),
    },
    {
      ...{ id: 'view.comfortable', title: 'Comfortable rows', group: 'View', synonyms: 'density' },
      run: () => change({ density: 'comfortable' }),
    },
    {
      ...{ id: 'view.compact', title: 'Compact rows', group: 'View', synonyms: 'density' },
      run: () => change({ density: 'compact' }),
    },
  ]);
  return null;
}
