/* global awaitedSelector, document, MutationObserver, requestAnimationFrame */

/*
 * Runs in the page before anything of it does. Says on the page's console when what `awaitedSelector` means has been
 * laid out and a frame has come after it, and when the browser has told of its first paint.
 */
const painted = new Promise((resolve) => {
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) resolve();
  }).observe({ type: 'paint', buffered: true });
});
const observer = new MutationObserver(() => {
  const element = document.querySelector(awaitedSelector);
  if (element === null || element.textContent.trim() === '') return;
  observer.disconnect();
  requestAnimationFrame(() => {
    const after = new MessageChannel();
    after.port1.onmessage = () => {
      performance.mark('first-picture');
      painted.then(() => console.debug('first-picture'));
    };
    after.port2.postMessage(null);
  });
});
observer.observe(document, { childList: true, subtree: true, characterData: true });

globalThis.readPicture = () => {
  const startOf = (name) => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
  const atMs = startOf('first-picture');
  const scripts = performance
    .getEntriesByType('resource')
    .filter(({ name, responseEnd }) => /\.m?js$/.test(name) && responseEnd <= atMs);
  return {
    atMs,
    paintedAtMs: startOf('first-contentful-paint'),
    scriptBytes: scripts.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0),
  };
};
