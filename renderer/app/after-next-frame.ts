/** Resolves once the browser has painted what was drawn; at once in a page that nobody sees, where it does not paint. */
export function afterNextFrame(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    requestAnimationFrame(() => window.setTimeout(resolve));
  });
}
