import { useCallback, useState } from 'react';

const KEY = 'signalbox.panel-width';
export const PANEL_WIDTH = { min: 360, max: 1600, start: 620 } as const;

/** The width of detail panels in pixels, remembered by this browser. */
export function usePanelWidth(): [number, (width: number) => void] {
  const [width, setWidth] = useState(() =>
    limit(Number(localStorage.getItem(KEY)) || PANEL_WIDTH.start),
  );
  const change = useCallback((wanted: number) => {
    const next = limit(wanted);
    setWidth(next);
    localStorage.setItem(KEY, String(next));
  }, []);
  return [width, change];
}

function limit(width: number): number {
  return Math.round(Math.max(PANEL_WIDTH.min, Math.min(PANEL_WIDTH.max, width)));
}
