import { expect, test } from 'vitest';
import type { InstanceClient } from '#server/instance-client.ts';
import { operationsOf } from '#server/desktop/operations-of.ts';
import { createRelayRouter } from '#server/desktop/relay-router.ts';
import { allOperations } from '#test/contract/conformance/recorded-operations.ts';

const operations = operationsOf(createRelayRouter({} as InstanceClient), 'the owner');

test('every operation of the contract can be asked for by its name', () => {
  expect([...operations.keys()].toSorted()).toEqual(allOperations().toSorted());
});

test.each([
  ...['', '.', 'jobs', 'jobs.', '.list', 'jobs.list.', 'jobs/list', 'Jobs.list'],
  ...['__proto__.constructor', 'jobs.constructor', 'jobs.__proto__', 'constructor.name'],
  ...['jobs.list.handler', 'jobs.toString', 'jobs.~orpc', 'then', '__proto__'],
])('what is not in the contract has no name: "%s"', (name) => {
  expect(operations.get(name)).toBeUndefined();
});
