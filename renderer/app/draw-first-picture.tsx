import { renderToStaticMarkup } from 'react-dom/server';
import { FirstPicture } from '#renderer/app/first-picture.tsx';

/** The first picture as markup, for the page to come with: it is there before any script has run. */
export function drawFirstPicture(): string {
  return renderToStaticMarkup(<FirstPicture />);
}
