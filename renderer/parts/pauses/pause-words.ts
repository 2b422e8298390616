import type { PauseOn, PauseView } from '#shared/contract/pause-operations.ts';
import { capitalise } from '#renderer/lib/capitalise.ts';

/** What is paused, as people call it, to stand within a sentence. */
export function nameOfPaused(on: PauseOn): string {
  switch (on.scope) {
    case 'scheduler':
      return 'the scheduler';
    case 'job':
      return on.job;
    case 'trigger':
      // Without a name of its own it is called by its schedule, in a form that is not for people.
      return on.trigger.includes(':')
        ? `a trigger of ${on.job}`
        : `the trigger ${on.trigger} of ${on.job}`;
    case 'key':
      return `the key ${on.key}`;
  }
}

/** The same to begin a sentence with; the name of a job is written as it is. */
export function titleOfPaused(on: PauseOn): string {
  return on.scope === 'job' ? on.job : capitalise(nameOfPaused(on));
}

/** What a pause does, before it is asked for. */
export function effectOfPause({ scope }: PauseOn): string {
  switch (scope) {
    case 'scheduler':
      return 'Nothing starts until it is resumed, not even by hand; what runs goes on. What falls due meanwhile is decided afterwards, as missed.';
    case 'job':
      return 'None of its runs starts until it is resumed. What falls due meanwhile is recorded as skipped; what runs now goes on.';
    case 'trigger':
      return 'It fires nothing until it is resumed. What falls due meanwhile is recorded as skipped; what it has begun goes on.';
    case 'key':
      return 'No run that takes this key starts until it is resumed, whichever job it belongs to; what runs goes on.';
  }
}

/** What an entry of the list is about. */
export function onOfPause({ scope, job, trigger, key }: PauseView): PauseOn {
  switch (scope) {
    case 'scheduler':
      return { scope };
    case 'job':
      return { scope, job: job ?? '' };
    case 'trigger':
      return { scope, job: job ?? '', trigger: trigger ?? '' };
    case 'key':
      return { scope, key: key ?? '' };
  }
}
