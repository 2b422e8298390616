import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from '#renderer/app/desk.tsx';
import { openConnection } from '#renderer/app/open-connection.ts';
import { SignInProblem } from '#renderer/app/sign-in-problem.tsx';
import { followTheme } from '#renderer/app/follow-theme.ts';

followTheme();
const element = document.querySelector('#root');
if (element === null) throw new Error('the page has no place for the console');
const root = createRoot(element);
const connection = await openConnection();
root.render(
  <StrictMode>
    {connection.instance === null ? (
      <SignInProblem problem={connection.problem} />
    ) : (
      <Desk instance={connection.instance} />
    )}
  </StrictMode>,
);
