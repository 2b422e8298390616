/** GET derives something and may be repeated; POST changes state and is performed once. */
export type Method = 'GET' | 'POST';

export const METHODS = ['GET', 'POST'] as const satisfies readonly Method[];

/** Whether repeating a run of this request is harmless, so that the engine may do it without asking. */
export function isRepeatable(job: {
  readonly method: Method;
  readonly idempotent: boolean;
}): boolean {
  return job.method === 'GET' || job.idempotent;
}
