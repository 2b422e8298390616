import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT_VERSION } from '#shared/contract/version.ts';
import { describeTimeline } from '#test/contract/conformance/timeline.ts';
import { describeActivity } from '#test/contract/conformance/activity.ts';
import { describeBulks } from '#test/contract/conformance/bulks.ts';
import { describeChangedRuns } from '#test/contract/conformance/changed-runs.ts';
import { describeBackups } from '#test/contract/conformance/backups.ts';
import type { ConformanceEngine } from '#test/contract/conformance/conformance-engine.ts';
import { startConformanceEngine } from '#test/contract/conformance/conformance-engine.ts';
import type { Binding, InstanceUnderTest } from '#test/contract/conformance/instance-under-test.ts';
import { commandId } from '#test/contract/conformance/instance-under-test.ts';
import { describeDroppedConnections } from '#test/contract/conformance/dropped-connections.ts';
import { describeFilteredRuns } from '#test/contract/conformance/filtered-runs.ts';
import { describeJobs } from '#test/contract/conformance/jobs.ts';
import { describeJournal } from '#test/contract/conformance/journal.ts';
import { describePauses } from '#test/contract/conformance/pauses.ts';
import { allOperations, recordOperations } from '#test/contract/conformance/recorded-operations.ts';
import { describeRepeatedCommands } from '#test/contract/conformance/repeated-commands.ts';
import { describeRuns } from '#test/contract/conformance/runs.ts';
import { describeWrongInput } from '#test/contract/conformance/wrong-input.ts';

/*
 * What every implementation of the contract must do, whatever lies between it and its caller. Each binding
 * runs this whole suite on an engine of its own: real database, real clock, handlers in the engine's process.
 */

/** Makes an engine reachable in one particular way. */
export type Bind = (engine: ConformanceEngine) => Promise<Bound>;

export interface Bound {
  connect(): Binding;
  close(): Promise<void>;
}

export function describeInstance(name: string, bind: Bind): void {
  describe(name, () => {
    const called = new Set<string>();
    const instance = {} as { -readonly [Key in keyof InstanceUnderTest]: InstanceUnderTest[Key] };
    let bound: Bound;

    beforeAll(async () => {
      instance.engine = await startConformanceEngine();
      bound = await bind(instance.engine);
      instance.connect = bound.connect;
      instance.client = recordOperations(bound.connect().client, called);
      const { definitions } = instance.engine;
      const request = { commandId: commandId(), definitions, defaultZone: 'Europe/Berlin' };
      await instance.client.jobs.apply(request);
    });

    afterAll(async () => {
      await bound.close();
      await instance.engine.stop();
    });

    describeJobs(instance);
    describePauses(instance);
    describeBackups(instance);
    describeRuns(instance);
    describeChangedRuns(instance);
    describeFilteredRuns(instance);
    describeBulks(instance);
    describeActivity(instance);
    describeTimeline(instance);
    describeRepeatedCommands(instance);
    describeDroppedConnections(instance);
    describeJournal(instance);
    describeWrongInput(instance);
    describeInstanceItself(instance);

    test('every operation of the contract was asked for', () => {
      expect([...called].toSorted()).toEqual(allOperations().toSorted());
    });
  });
}

function describeInstanceItself(instance: InstanceUnderTest): void {
  test('it says who it is, and up to where that is true', async () => {
    const { client, engine } = instance;
    const description = await client.instance.describe();
    expect(description).toMatchObject({
      ...{ contractVersion: CONTRACT_VERSION, pid: process.pid, degradedBecause: null },
      dataFolder: engine.dataFolder,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    expect(description.asOfSeq).toBeGreaterThan(0);
  });

  test('it answers before it stops, and tells its host who asked for that', async () => {
    const { client, engine } = instance;
    const reason = 'the day is over';
    await client.instance.stop({ commandId: commandId(), reason });
    expect(await engine.stopRequested).toEqual({ name: engine.actorName, reason });
  });
}
