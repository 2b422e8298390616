/** The grid that every picture of the console stands in: rail, screen, status bar. */
export const FRAME = 'grid h-full grid-cols-[208px_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_28px]';
