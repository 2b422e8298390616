/*
 * The workspace of `serve --example`: a folder with a job file, the scripts it starts, a mail service and files to
 * work on. Before the engine starts, everything is brought up to date in the same order: copy what is missing, start
 * the mail service, adapt the job file to the port it got and to the Node there is, apply the job file. Once the
 * engine runs, the very first start triggers a few runs, so that there is something to see. The mail service goes
 * last, after the engine whose requests it answers.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyJobFile, readCheckedFile } from '#server/apply-job-file.ts';
import {
  readMailPort,
  readNodePrograms,
  withMailPort,
  withNodeProgram,
} from '#server/example/adapt-job-file.ts';
import { exampleWorkspace } from '#server/example/example-workspace.ts';
import { fillWorkspace } from '#server/example/fill-workspace.ts';
import { triggerFirstRuns } from '#server/example/first-runs.ts';
import { isUsableNode } from '#server/example/is-usable-node.ts';
import { startMailService } from '#server/example/start-mail-service.ts';
import type { Surroundings } from '#server/host-engine.ts';
import type { InstanceClient } from '#server/instance-client.ts';

/** Sets the example up and starts what it needs; refuses, with the line, a job file that its owner broke. */
export async function prepareExample(
  client: InstanceClient,
  dataFolder: string,
): Promise<Surroundings> {
  const workspace = exampleWorkspace(dataFolder);
  const jobFile = join(workspace, 'jobs.yaml');
  fillWorkspace(workspace);
  const written = readFileSync(jobFile, 'utf8');
  const mail = await startMailService(workspace, readMailPort(written));
  try {
    const text = await withUsableNode(withMailPort(written, mail.port));
    if (text !== written) writeFileSync(jobFile, text);
    const checked = readCheckedFile(jobFile);
    await applyJobFile(client, checked, { reason: 'the example was started' });
  } catch (error) {
    await mail.stop();
    throw error;
  }
  return { engineStarted: () => triggerFirstRuns(client), engineEnded: mail.stop };
}

/** A Node that is not there, or too old for the scripts, gives way to the one that this program runs on. */
async function withUsableNode(written: string): Promise<string> {
  let text = written;
  for (const program of readNodePrograms(written)) {
    if (!(await isUsableNode(program))) text = withNodeProgram(text, program, process.execPath);
  }
  return text;
}
