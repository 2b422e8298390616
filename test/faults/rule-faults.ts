import { ACTIVITY_RULE_FAULTS } from '#test/faults/rules/activity-rule-faults.ts';
import { CAPACITY_RULE_FAULTS } from '#test/faults/rules/capacity-rule-faults.ts';
import { CHAIN_RULE_FAULTS } from '#test/faults/rules/chain-rule-faults.ts';
import { CHAIN_OUTPUT_RULE_FAULTS } from '#test/faults/rules/chain-output-rule-faults.ts';
import { BULK_RULE_FAULTS } from '#test/faults/rules/bulk-rule-faults.ts';
import { FIRING_RULE_FAULTS } from '#test/faults/rules/firing-rule-faults.ts';
import { METHOD_RULE_FAULTS } from '#test/faults/rules/method-rule-faults.ts';
import { OVERLAP_RULE_FAULTS } from '#test/faults/rules/overlap-rule-faults.ts';
import { PAUSE_RULE_FAULTS } from '#test/faults/rules/pause-rule-faults.ts';
import { RECORD_RULE_FAULTS } from '#test/faults/rules/record-rule-faults.ts';
import { RETRIGGERING_RULE_FAULTS } from '#test/faults/rules/retriggering-rule-faults.ts';
import { RETRY_RULE_FAULTS } from '#test/faults/rules/retry-rule-faults.ts';
import { TIMELINE_RULE_FAULTS } from '#test/faults/rules/timeline-rule-faults.ts';
import { TIME_ZONE_RULE_FAULTS } from '#test/faults/rules/time-zone-rule-faults.ts';
import type { RuleFault } from '#test/faults/rule-fault.ts';

/** One fault for each rule of the scheduler, with the test that is named after the rule. */
export const RULE_FAULTS: readonly RuleFault[] = [
  ...METHOD_RULE_FAULTS,
  ...RECORD_RULE_FAULTS,
  ...FIRING_RULE_FAULTS,
  ...OVERLAP_RULE_FAULTS,
  ...CAPACITY_RULE_FAULTS,
  ...CHAIN_RULE_FAULTS,
  ...CHAIN_OUTPUT_RULE_FAULTS,
  ...PAUSE_RULE_FAULTS,
  ...RETRY_RULE_FAULTS,
  ...RETRIGGERING_RULE_FAULTS,
  ...TIMELINE_RULE_FAULTS,
  ...TIME_ZONE_RULE_FAULTS,
  ...ACTIVITY_RULE_FAULTS,
  ...BULK_RULE_FAULTS,
];
