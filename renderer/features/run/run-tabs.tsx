import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Attempt, Run } from '#shared/contract/run-schema.ts';
import { DefinitionTab } from '#renderer/features/run/definition-tab.tsx';
import { HistoryTab } from '#renderer/features/run/history-tab.tsx';
import { InputTab } from '#renderer/features/run/input-tab.tsx';
import { LogTab } from '#renderer/features/run/log-tab.tsx';
import { TabStrip } from '#renderer/ui/tab-strip.tsx';

export function RunTabs({ run, attempt }: { readonly run: Run; readonly attempt: Attempt | null }) {
  const { tab = 'log' } = useSearch({ from: '/runs/$run' });
  const navigate = useNavigate({ from: '/runs/$run' });
  return (
    <TabStrip
      value={tab}
      onChange={(next) =>
        void navigate({ search: (search) => ({ ...search, tab: next }), replace: true })
      }
      tools={
        attempt !== null && tab === 'log' ? (
          <span className="text-small text-text-3">attempt {attempt.number}</span>
        ) : undefined
      }
      tabs={[
        {
          value: 'log',
          title: 'Log',
          content: () => <LogTab key={attempt?.number ?? 0} run={run} attempt={attempt} />,
        },
        { value: 'input', title: 'Input and output', content: () => <InputTab run={run} /> },
        { value: 'history', title: 'State changes', content: () => <HistoryTab run={run} /> },
        { value: 'definition', title: 'Definition', content: () => <DefinitionTab run={run} /> },
      ]}
    />
  );
}
