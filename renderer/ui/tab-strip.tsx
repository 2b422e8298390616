import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface TabStripProps<Value extends string> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tabs: readonly {
    readonly value: Value;
    readonly title: ReactNode;
    readonly content: () => ReactNode;
  }[];
  /** Stands at the right of the titles. */
  readonly tools?: ReactNode;
}

/** Titles, and below them the content of the chosen one, which fills the height that is left. */
export function TabStrip<Value extends string>({
  value,
  onChange,
  tabs,
  tools,
}: TabStripProps<Value>) {
  return (
    <Tabs.Root
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className="flex min-h-0 min-w-0 grow flex-col"
    >
      <div className="flex h-9 shrink-0 items-stretch border-b border-line px-5">
        <Tabs.List className="flex gap-5">
          {tabs.map((tab) => (
            <Tabs.Tab
              key={tab.value}
              value={tab.value}
              className="-mb-px flex items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-text-2 outline-offset-[-2px] hover:text-text-1 data-active:border-text-1 data-active:font-semibold data-active:text-text-1"
            >
              {tab.title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tools !== undefined && <div className="ml-auto flex items-center gap-3">{tools}</div>}
      </div>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value} className="min-h-0 grow overflow-auto">
          {tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
