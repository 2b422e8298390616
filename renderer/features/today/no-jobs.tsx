import { CodeBlock } from '#renderer/ui/code-block.tsx';

const FILE = `jobs:
  - name: nightly-backup
    method: GET
    target: exec:/usr/local/bin/backup
    triggers:
      - cron: '30 2 * * *'`;
const COMMAND = 'nightdesk apply jobs.yaml';

/** There is nothing to look at yet: how that changes. */
export function NoJobs() {
  return (
    <div className="flex max-w-150 flex-col gap-3 px-5 py-6 text-text-2">
      <p>There are no jobs yet. Write one into a file, such as jobs.yaml:</p>
      <CodeBlock text={FILE} label="A job file" />
      <p>Then hand the file over; it can be changed and handed over again at any time:</p>
      <CodeBlock text={COMMAND} label="The command" />
      <p>This page shows its runs as soon as it is there.</p>
    </div>
  );
}
