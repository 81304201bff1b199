import type { EChartsType } from 'echarts/core';
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { type ChartData, GRID_TOP } from './options.ts';

/** Less is a click that slipped. */
const MIN_PX = 6;

/** Where a drag is to be shown, in CSS pixels of the chart. */
interface Strip {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Lets somebody drag over the plot of a chart that has a range; null: nobody does. ECharts' own way, its toolbox with its
 * zoom, weighs 23 kB gzipped and draws each chart of the group zoomed before the page does.
 */
export function useDragZoom(
  chart: RefObject<EChartsType | null>,
  { from, to }: ChartData,
  group: string | undefined,
  onZoom: ((from: number, to: number) => void) | undefined,
): Strip | null {
  const [strip, setStrip] = useState<Strip | null>(null);
  const zoomable = onZoom !== undefined && from !== undefined && to !== undefined;
  const stripOf = useEffectEvent((made: EChartsType, x: number, start: number): Strip => {
    const [left, right] = [from, to].map((at) => made.convertToPixel({ xAxisIndex: 0 }, at ?? 0));
    const end = Math.min(Math.max(x, left ?? x), right ?? x);
    const bottom = made.convertToPixel({ yAxisIndex: 0 }, 0);
    return {
      left: Math.min(start, end),
      top: GRID_TOP,
      width: Math.abs(end - start),
      height: bottom - GRID_TOP,
    };
  });
  const zoomed = useEffectEvent((made: EChartsType, { left, width }: Strip) => {
    if (width <= MIN_PX) return;
    const [start = 0, end = 0] = [left, left + width].map((x) =>
      Math.round(made.convertFromPixel({ xAxisIndex: 0 }, x)),
    );
    if (end > start) onZoom?.(start, end);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart of another group is another chart.
  useEffect(() => {
    const made = chart.current;
    if (made === null || !zoomable) return;
    const hand = made.getZr();
    let start: number | null = null;
    const down = ({ offsetX, offsetY }: Point) => {
      start = made.containPixel('grid', [offsetX, offsetY]) ? offsetX : null;
    };
    const move = ({ offsetX, offsetY }: Point) => {
      if (made.containPixel('grid', [offsetX, offsetY])) hand.setCursorStyle('crosshair');
      if (start !== null) setStrip(stripOf(made, offsetX, start));
    };
    const up = ({ offsetX }: Point) => {
      if (start === null) return;
      zoomed(made, stripOf(made, offsetX, start));
      start = null;
      setStrip(null);
    };
    hand.on('mousedown', down);
    hand.on('mousemove', move);
    hand.on('mouseup', up);
    return () => {
      if (made.isDisposed()) return;
      hand.off('mousedown', down);
      hand.off('mousemove', move);
      hand.off('mouseup', up);
    };
  }, [chart, group, zoomable]);
  return strip;
}

interface Point {
  readonly offsetX: number;
  readonly offsetY: number;
}
