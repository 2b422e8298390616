/* global document, requestAnimationFrame */

/* Runs in the page that shows a list. */

const list = () => document.querySelector('[role=grid]');

/** To its end again and again, until as many rows are there. */
globalThis.readToEnd = async (rows) => {
  while (Number(list().ariaRowCount) <= rows) {
    list().scrollTop = list().scrollHeight;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
};

globalThis.scrollListTo = (top) => {
  list().scrollTop = top;
};

/** Notes what each frame takes until they are taken. */
globalThis.startFrames = () => {
  const frames = [];
  let isOver = false;
  let last = performance.now();
  const note = (now) => {
    frames.push(now - last);
    last = now;
    if (!isOver) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  globalThis.takeFrames = () => {
    isOver = true;
    return frames.slice(2);
  };
};
