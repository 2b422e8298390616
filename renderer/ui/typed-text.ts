import { EditorView } from '@codemirror/view';

/**
 * Puts typed text into the document itself. Left to the browser, text that replaces highlighted text keeps the look of
 * it by a `style` attribute, which the content policy refuses, with an error in the console. What an input method is
 * still composing stays the browser's.
 */
export const typedText = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { inputType, data } = event;
    if (inputType !== 'insertText' || data === null || view.composing || view.state.readOnly) {
      return false;
    }
    view.dispatch({
      ...view.state.replaceSelection(data),
      userEvent: 'input.type',
      scrollIntoView: true,
    });
    return true;
  },
});
