import { resolve } from 'node:path';

export interface DesktopArguments {
  readonly isExample: boolean;
  /** Absolute; `null` where the platform is to say. */
  readonly dataFolder: string | null;
}

/** What the application was started with: `--example`, `--data <folder>`. Others are Chromium's. */
export function parseDesktopArguments(args: readonly string[]): DesktopArguments {
  const at = args.indexOf('--data');
  const following = at === -1 ? undefined : args[at + 1];
  const given = following ?? args.find((arg) => arg.startsWith('--data='))?.slice('--data='.length);
  return {
    isExample: args.includes('--example'),
    dataFolder: given === undefined || given === '' ? null : resolve(given),
  };
}
