/** Resolves once the browser has painted what stands in the page; at once where nobody sees it and it does not paint. */
export function afterNextFrame(): Promise<void> {
  if (document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    requestAnimationFrame(() => window.setTimeout(resolve));
  });
}
