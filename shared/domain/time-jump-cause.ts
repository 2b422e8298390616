/**
 * Why wall time and the timers of the engine came apart: the machine slept; nothing ran for a while, which on some
 * systems is all that is seen of a sleep; somebody set the clock.
 */
export const TIME_JUMP_CAUSES = ['slept', 'stood_still', 'set_forward', 'set_back'] as const;
export type TimeJumpCause = (typeof TIME_JUMP_CAUSES)[number];
