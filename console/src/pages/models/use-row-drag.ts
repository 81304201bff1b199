import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

/**
 * Handlers of the grip by which a row of a list is dragged to another's place, by mouse, pen or finger. The row under the
 * pointer says by `data-over` on which side of it the dragged one would be put. Escape gives it up.
 */
export function useRowDrag(place: number, onDrop: (to: number) => void) {
  const pointer = useRef(-1);
  const target = useRef(place);
  const end = (grip: Element) => {
    for (const row of rowsAround(grip)) {
      row.removeAttribute('data-over');
      row.removeAttribute('data-dragged');
    }
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || !event.isPrimary) return;
      pointer.current = event.pointerId;
      target.current = place;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const { currentTarget: grip, pointerId, clientY } = event;
      if (!grip.hasPointerCapture(pointerId)) return;
      const rows = rowsAround(grip);
      const under = rows.findIndex((row) => clientY < row.getBoundingClientRect().bottom);
      const to = under < 0 ? rows.length - 1 : under;
      const before = target.current;
      end(grip);
      rows[place]?.setAttribute('data-dragged', '');
      if (to !== place) rows[to]?.setAttribute('data-over', to < place ? 'above' : 'below');
      target.current = to;
      // The list scrolls along: what follows in the direction of the pointer comes into view.
      if (to !== before) rows[to + Math.sign(to - before)]?.scrollIntoView({ block: 'nearest' });
    },
    onPointerUp({ currentTarget: grip, pointerId }: PointerEvent<HTMLElement>) {
      if (!grip.hasPointerCapture(pointerId)) return;
      end(grip);
      if (target.current !== place) onDrop(target.current);
    },
    onKeyDown({ key, currentTarget: grip }: KeyboardEvent<HTMLElement>) {
      if (key === 'Escape' && grip.hasPointerCapture(pointer.current))
        grip.releasePointerCapture(pointer.current);
    },
    /** After a drop there is nothing left to end; otherwise the drag was given up. */
    onLostPointerCapture({ currentTarget: grip }: PointerEvent<HTMLElement>) {
      end(grip);
    },
  };
}

function rowsAround(grip: Element): readonly Element[] {
  return [...(grip.closest('li')?.parentElement?.children ?? [])];
}
