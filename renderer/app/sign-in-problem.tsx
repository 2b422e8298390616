import type { SignInProblem as Problem } from '#renderer/data/session.ts';
import { NightdeskMark } from '#renderer/app/nightdesk-mark.tsx';

const SENTENCES: Readonly<Record<Problem, { readonly title: string; readonly text: string }>> = {
  no_code: {
    title: 'This address needs a code',
    text: 'The console is opened by the address that Nightdesk prints. Ask for a new one in a terminal:',
  },
  code_refused: {
    title: 'This address is not valid, or no longer',
    text: 'Each opens the console once, within ten minutes. Ask for a new one in a terminal:',
  },
  not_reached: {
    title: 'Nightdesk does not answer',
    text: 'The engine that served this page is gone. Start it again, then open the address that it prints:',
  },
};

/** The page is there, but may not speak with the instance: what to do about it. */
export function SignInProblem({ problem }: { readonly problem: Problem }) {
  const { title, text } = SENTENCES[problem];
  const command = problem === 'not_reached' ? 'nightdesk serve' : 'nightdesk open';
  return (
    <main className="flex h-full items-start justify-center bg-surface pt-[18vh]">
      <div className="flex w-110 flex-col gap-3">
        <span className="flex items-center gap-2 font-semibold">
          <NightdeskMark /> Nightdesk
        </span>
        <h1 className="text-verdict font-semibold">{title}</h1>
        <p className="text-text-2">{text}</p>
        <pre className="machine rounded-control border border-line bg-sunken px-2.5 py-2">
          {command}
        </pre>
        <p className="text-small text-text-3">
          If it was started with another data folder, name that one too:{' '}
          <code className="machine">{command} --data FOLDER</code>. This page cannot say which: it
          tells nothing about this machine before you have signed in.
        </p>
        <p className="text-small text-text-3">
          In a checkout: <code className="machine">npm run {command.replace(' ', ' -- ')}</code>
        </p>
      </div>
    </main>
  );
}
