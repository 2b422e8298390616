import type { Fault } from '#test/faults/fault.ts';

/** A rule that is broken in the source, and the test named after it that has to notice. */
export interface RuleFault extends Fault {
  readonly testFile: string;
  /** Its title, or how that begins. */
  readonly testName: string;
}

/** Writes down rules of one test file: the test, what is broken, where, and the text before and after. */
export function rulesOf(testFile: string) {
  return (
    testName: string,
    breaks: string,
    file: string,
    text: string,
    brokenText: string,
  ): RuleFault => ({
    testFile: `test/${testFile}.test.ts`,
    testName,
    breaks,
    file,
    text,
    brokenText,
  });
}

export const CORE = 'electron/engine/core';
export const SERVICE = 'electron/engine/service';
export const STORE = 'electron/engine/store';
export const DOMAIN = 'shared/domain';
