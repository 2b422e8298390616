import '#renderer/ui/theme.css';
import { afterNextFrame } from '#renderer/app/after-next-frame.ts';

/* The page comes with its first picture; what the rest needs is read once that has been painted. */
void afterNextFrame().then(() => import('#renderer/app/show-desk.tsx'));
