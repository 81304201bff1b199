import { type RefObject, useEffect, useRef } from 'react';

/**
 * Whether this chart is the one of its page that tells the values at the crosshair: that which was pointed to or had the focus
 * last. Where neither is, there is no crosshair either.
 */
export function useTells(plot: RefObject<HTMLElement | null>): RefObject<boolean> {
  const tells = useRef(false);
  useEffect(() => {
    const turn = ({ target }: Event) => {
      const pointed = target instanceof Element ? target.closest('[data-plot]') : null;
      if (pointed !== null) tells.current = pointed === plot.current;
    };
    // Before the chart itself hears of it, which then says where the crosshair is, to the others too.
    const options = { capture: true };
    document.addEventListener('pointerover', turn, options);
    document.addEventListener('focusin', turn, options);
    return () => {
      document.removeEventListener('pointerover', turn, options);
      document.removeEventListener('focusin', turn, options);
    };
  }, [plot]);
  return tells;
}
