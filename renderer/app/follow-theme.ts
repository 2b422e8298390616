import { usePreferences } from '#renderer/data/preferences.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Keeps the page in the theme that the person chose, or in that of their system. */
export function followTheme(): void {
  const apply = (): void => {
    const { theme, density } = usePreferences.getState();
    document.documentElement.dataset['theme'] = resolveTheme(theme);
    document.documentElement.dataset['density'] = density;
  };
  apply();
  usePreferences.subscribe(apply);
  dark.addEventListener('change', apply);
}

export function resolveTheme(theme: 'system' | 'light' | 'dark'): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return dark.matches ? 'dark' : 'light';
}
