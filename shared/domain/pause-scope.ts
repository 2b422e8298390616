/** What a pause holds back: everything, a job, what one trigger fires, or what takes a concurrency key. */
export type PauseScope = 'scheduler' | 'job' | 'trigger' | 'key';
