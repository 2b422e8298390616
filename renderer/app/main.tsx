import '#renderer/ui/theme.css';
import { StrictMode } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterNextFrame } from '#renderer/app/after-next-frame.ts';
import { FirstPicture } from '#renderer/app/first-picture.tsx';
import { followTheme } from '#renderer/app/follow-theme.ts';

/*
 * The frame is drawn with what React needs and little more; everything else is loaded, and the instance reached, once
 * there is something to look at.
 */

followTheme();
const element = document.querySelector('#root');
if (element === null) throw new Error('the page has no place for the console');
const root = createRoot(element);
const show = (picture: ReactNode) => root.render(<StrictMode>{picture}</StrictMode>);

show(<FirstPicture />);
// Not awaited here: what is loaded imports from this very piece, which would never be done.
void afterNextFrame()
  .then(() => import('#renderer/app/open-desk.tsx'))
  .then(({ openDesk }) => openDesk())
  .then(show);
