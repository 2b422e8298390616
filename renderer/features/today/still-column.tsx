import { createContext, use, useState } from 'react';
import type { FocusEvent, ReactNode } from 'react';

const HeldContext = createContext(false);

/** A column whose lists stay as they are while somebody's pointer or focus is in it. */
export function StillColumn(props: { readonly className: string; readonly children: ReactNode }) {
  const [isUnderPointer, setIsUnderPointer] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  return (
    <HeldContext value={isUnderPointer || hasFocus}>
      <div
        className={props.className}
        onPointerEnter={() => setIsUnderPointer(true)}
        onPointerLeave={() => setIsUnderPointer(false)}
        onFocus={() => setHasFocus(true)}
        onBlur={(event) => setHasFocus(goesElsewhereWithin(event))}
      >
        {props.children}
      </div>
    </HeldContext>
  );
}

function goesElsewhereWithin({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
}

/** Whether somebody may be about to press something in the column that this stands in. */
export function useIsHeld(): boolean {
  return use(HeldContext);
}
