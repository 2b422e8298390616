import { Menu } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import { Fragment } from 'react';

export interface MenuItem {
  readonly text: string;
  readonly onChoose: () => void;
}

export interface MenuButtonProps {
  readonly children: string;
  /** Groups are parted by a line. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly isDisabled?: boolean;
}

/** A button that opens a few things to choose from. */
export function MenuButton({ children, groups, isDisabled = false }: MenuButtonProps) {
  return (
    <Menu.Root>
      <Menu.Trigger
        disabled={isDisabled}
        className="inline-flex h-7 shrink-0 items-center gap-1.5 rounded-control border border-line-strong bg-raised px-2.5 font-medium whitespace-nowrap text-text-1 shadow-control select-none hover:bg-hover disabled:opacity-50"
      >
        {children}
        <ChevronDown size={14} className="text-text-2" aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="min-w-44 rounded-control bg-raised py-1 shadow-float outline-none">
            {groups
              .filter((items) => items.length > 0)
              .map((items, index) => (
                <Fragment key={items[0]?.text}>
                  {index > 0 && <Menu.Separator className="my-1 h-px bg-line" />}
                  {items.map(({ text, onChoose }) => (
                    <Menu.Item
                      key={text}
                      onClick={onChoose}
                      className="flex h-7 items-center px-3 whitespace-nowrap outline-none select-none data-highlighted:bg-selected"
                    >
                      {text}
                    </Menu.Item>
                  ))}
                </Fragment>
              ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
