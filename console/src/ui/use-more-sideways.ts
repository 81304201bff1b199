import { type RefObject, useEffect } from 'react';

/**
 * Says on the parent of what scrolls (`data-more="left right"`) on which sides there is more of it than is seen: systems
 * that hide their scrollbars leave a reader to guess. Written past React, so that a scroll draws nothing anew.
 */
export function useMoreSideways(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const box = scroller.current;
    const frame = box?.parentElement;
    if (box === null || frame === null || frame === undefined) return;
    // Sizes are read where they change, and not in each frame of a scroll downwards.
    let hidden = 0;
    let left = Number.NaN;
    const say = () => {
      if (box.scrollLeft === left) return;
      left = box.scrollLeft;
      frame.dataset['more'] =
        `${left > 0 ? 'left' : ''} ${left < hidden - 1 ? 'right' : ''}`.trim();
    };
    const measure = () => {
      hidden = box.scrollWidth - box.clientWidth;
      left = Number.NaN;
      say();
    };
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    for (const child of box.children) watch.observe(child);
    box.addEventListener('scroll', say, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener('scroll', say);
    };
  }, [scroller]);
}
