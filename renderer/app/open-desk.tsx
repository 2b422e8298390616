import type { ReactNode } from 'react';
import { Desk } from '#renderer/app/desk.tsx';
import { openConnection } from '#renderer/app/open-connection.ts';
import { SignInProblem } from '#renderer/app/sign-in-problem.tsx';

/** The console on the instance that this page can reach, or why it reaches none. */
export async function openDesk(): Promise<ReactNode> {
  const connection = await openConnection();
  if (connection.instance === null) return <SignInProblem problem={connection.problem} />;
  return <Desk instance={connection.instance} />;
}
