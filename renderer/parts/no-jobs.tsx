import { CodeBlock } from '#renderer/ui/code-block.tsx';

const FILE = `jobs:
  - name: nightly-backup
    method: GET
    target: exec:/usr/local/bin/backup
    triggers:
      - cron: '30 2 * * *'`;
const COMMAND = 'nightdesk apply jobs.yaml';

/** There are none yet: the smallest file that makes one, and what is done with it. */
export function NoJobs() {
  return (
    <div className="flex max-w-150 flex-col gap-3 px-5 py-6 text-text-2">
      <p>There are no jobs yet. They are written into a file; this is the smallest one:</p>
      <CodeBlock text={FILE} label="The smallest job file" />
      <p>Save it as jobs.yaml and hand it over; it can be changed and handed over again.</p>
      <CodeBlock text={COMMAND} label="The command" />
      <p>The job and its runs appear here as soon as that is done.</p>
    </div>
  );
}
