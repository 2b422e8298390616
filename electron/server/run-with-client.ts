import type { Command } from 'commander';
import type { InstanceClient } from '#server/instance-client.ts';
import { chooseDataFolder } from '#server/choose-data-folder.ts';
import { connectSocket, toConnectionRefusal } from '#server/connect-socket.ts';
import type { ProgramHost } from '#server/program-host.ts';

/** The data folder that a command is about. */
export function dataFolderOf(command: Command, { environment }: ProgramHost): string {
  const { data } = command.optsWithGlobals<{ data?: string }>();
  return chooseDataFolder({ option: data, variable: environment['NIGHTDESK_DATA'] });
}

/** Lets a command speak with the engine of its data folder. */
export async function runWithClient<Answer>(
  host: ProgramHost,
  command: Command,
  work: (client: InstanceClient, dataFolder: string) => Promise<Answer>,
): Promise<Answer> {
  const dataFolder = dataFolderOf(command, host);
  const connection = connectSocket(dataFolder);
  try {
    return await work(connection.client, dataFolder);
  } catch (error) {
    throw toConnectionRefusal(error, dataFolder);
  } finally {
    connection.close();
  }
}
