import type { Database } from 'better-sqlite3';
import type { Evidence } from '#test/simulation/auditor/evidence.ts';
import { readHistoryRecords } from '#test/simulation/auditor/history-records.ts';
import { judgeAnswers } from '#test/simulation/auditor/judge-answers.ts';
import { judgeAttempts } from '#test/simulation/auditor/judge-attempts.ts';
import { judgeFirings } from '#test/simulation/auditor/judge-firings.ts';
import { judgeRunLives } from '#test/simulation/auditor/judge-run-lives.ts';
import { judgeStream } from '#test/simulation/auditor/judge-stream.ts';
import type { ProgressWatch } from '#test/simulation/auditor/watch-progress.ts';
import { createProgressWatch } from '#test/simulation/auditor/watch-progress.ts';

/**
 * Holds a data folder against the promises, knowing nothing of the engine but its tables: what was seen from
 * outside, and what arithmetic says was due. Answers with every breach as a sentence.
 */
export interface Auditor extends ProgressWatch {
  /** Once a history is over. */
  judge(evidence: Evidence): readonly string[];
}

export function createAuditor(
  database: Database,
  limits: { readonly workers: number; readonly sharedKey: number },
): Auditor {
  return {
    ...createProgressWatch(database, limits),
    judge({ processes, receipts, followed, now }) {
      const records = readHistoryRecords(database);
      return [
        ...judgeFirings(records, now),
        ...judgeAttempts(records, processes),
        ...judgeRunLives(records),
        ...judgeAnswers(records, receipts),
        ...judgeStream(records, followed),
      ];
    },
  };
}
