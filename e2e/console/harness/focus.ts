/**
 * What is wrong with how the focused element shows that it has the focus: it is off the screen, beneath something else, or
 * looks as it does without. Runs in the page, and so refers to nothing outside of itself.
 */
export function faultOfFocus(): string | null {
  const focused = document.activeElement;
  // Between the page's end and its beginning a browser's own buttons have the focus.
  if (!(focused instanceof HTMLElement) || focused === document.body) return null;
  // Where the skip link leads is no control.
  if (focused.tagName === 'MAIN') return null;
  const name = focused.outerHTML.slice(0, 200);
  // A switch or a radio is drawn by what stands beside it.
  const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : [];
  const beside = focused.nextElementSibling === null ? [] : [focused.nextElementSibling];
  const parts = [focused, ...labels, ...beside].filter((part) => {
    const { width, height } = part.getBoundingClientRect();
    return width > 1 && height > 1 && getComputedStyle(part).opacity !== '0';
  });
  const [shown] = parts;
  if (shown === undefined) return `not to be seen: ${name}`;
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  const [l, r] = [Math.max(0, left), Math.min(innerWidth, right)];
  const [t, b] = [Math.max(0, top), Math.min(innerHeight, bottom)];
  if (l >= r || t >= b) return `off the screen: ${name}`;
  const hits = [0.05, 0.5, 0.95].map((at) =>
    document.elementFromPoint(l + (r - l) * at, (t + b) / 2),
  );
  const seen = hits.some(
    (hit) =>
      hit !== null &&
      parts.some(
        (part) =>
          part.contains(hit) ||
          hit.contains(part) ||
          // What the pointer goes through is never hit itself: what stands around it is.
          (getComputedStyle(part).pointerEvents === 'none' && part.parentElement?.contains(hit)),
      ),
  );
  if (!seen) return `beneath ${hits[1]?.outerHTML.slice(0, 80)}: ${name}`;
  const looks = [focused, ...labels, ...beside]
    .flatMap((part) => [part, ...part.children])
    .map((part) => getComputedStyle(part));
  const outlined = looks.some(
    ({ outlineStyle, outlineWidth }) =>
      outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1,
  );
  // Fields say it by their border.
  const accent = document.createElement('i');
  accent.style.color = 'var(--mantine-primary-color-filled)';
  document.body.append(accent);
  const { color } = getComputedStyle(accent);
  const fields = [focused, focused.parentElement, focused.closest('.mantine-Input-input')];
  const bordered =
    focused.matches('input, textarea') &&
    fields.some((field) => field !== null && getComputedStyle(field).borderTopColor === color);
  accent.remove();
  return outlined || bordered ? null : `without a focus ring: ${name}`;
}
