import { createContext, use, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

/** How long after its last movement the pointer counts as resting: nobody is about to press something. */
const RESTS_AFTER_MS = 5_000;

const HeldContext = createContext(false);

/** A column whose lists stay as they are while somebody moves the pointer over it. */
export function StillColumn({
  className,
  children,
}: {
  readonly className: string;
  readonly children: ReactNode;
}) {
  const [isHeld, setIsHeld] = useState(false);
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  function letGo(): void {
    window.clearTimeout(timer.current);
    setIsHeld(false);
  }
  function hold(): void {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(letGo, RESTS_AFTER_MS);
    setIsHeld(true);
  }

  return (
    <HeldContext value={isHeld}>
      <div className={className} onPointerMove={hold} onPointerLeave={letGo}>
        {children}
      </div>
    </HeldContext>
  );
}

/** What is to be shown of a query's data: the latest, or what it was when the pointer began to move. */
export function useStill<Data>(latest: Data): Data {
  const isHeld = use(HeldContext);
  const [shown, setShown] = useState(latest);
  const isToBeShown = !isHeld || shown === undefined;
  if (isToBeShown && shown !== latest) setShown(latest);
  return isToBeShown ? latest : shown;
}
