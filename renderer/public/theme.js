/* global document, localStorage, matchMedia */

/*
 * Runs before anything is painted, so that the first picture already has the colours of the rest. It reads what
 * `data/preferences.ts` has written; from then on `app/follow-theme.ts` keeps the page in its theme.
 */
const readPreferences = () => {
  try {
    return JSON.parse(localStorage.getItem('nightdesk-preferences')).state;
  } catch {
    return {};
  }
};
const { theme = 'system' } = readPreferences() ?? {};
const isDark =
  theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
