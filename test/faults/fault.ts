/**
 * A defect that is put into a source while it is loaded, never on disk, to see that the tests notice. Whoever
 * starts a process hands it over as JSON in the environment variable `NIGHTDESK_FAULT`.
 */
export interface Fault {
  /** What the program does wrong, as a sentence about it. */
  readonly breaks: string;
  /** The source, from the root of the repository. */
  readonly file: string;
  /** A piece of it that occurs exactly once, so that the fault cannot quietly miss what it was meant for. */
  readonly text: string;
  /** What stands there instead. */
  readonly brokenText: string;
}

export const FAULT_VARIABLE = 'NIGHTDESK_FAULT';

/** The source with the fault in it; throws if the source has changed so that the fault no longer fits. */
export function breakSource(fault: Fault, source: string): string {
  const places = source.split(fault.text).length - 1;
  if (places !== 1) {
    throw new Error(
      `the fault "${fault.breaks}" fits ${places} places of ${fault.file}, not one: adapt it`,
    );
  }
  return source.replace(fault.text, () => fault.brokenText);
}

/** The fault that this process is to have, if any. */
export function readFault(variables: NodeJS.ProcessEnv): Fault | null {
  const text = variables[FAULT_VARIABLE];
  return text === undefined ? null : (JSON.parse(text) as Fault);
}
