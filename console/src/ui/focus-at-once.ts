/**
 * A `ref` for a dialog's first field, beside `data-autofocus`: the dialog's own trap moves the focus by a timer, and the letters
 * that a quick typist or a busy machine puts before it would be lost, or taken for shortcuts. Must not be made anew by a render.
 */
export function focusAtOnce(node: HTMLElement | null): void {
  node?.focus({ preventScroll: true });
}
