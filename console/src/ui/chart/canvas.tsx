import type { EChartsType } from 'echarts/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import styles from './chart.module.css';
import { connect, init } from './engine.ts';
import { type ChartData, chartOptions, type Look } from './options.ts';
import { pointAt } from './point-at.ts';
import { Pointer } from './pointer.tsx';
import { useDragZoom } from './use-drag-zoom.ts';
import { useTells } from './use-tells.ts';

/** So far from a point a click still means it. */
const NEAR_PX = 24;

export interface CanvasProps {
  readonly data: ChartData;
  readonly look: Look;
  readonly label: string;
  readonly group: string | undefined;
  readonly onPoint: ((series: string, at: number) => void) | undefined;
  readonly onZoom: ((from: number, to: number) => void) | undefined;
}

/** The picture itself. Loaded on its own, with ECharts. */
export default function ChartCanvas({ data, look, label, group, onPoint, onZoom }: CanvasProps) {
  const plot = useRef<HTMLDivElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const pointed = useEffectEvent((series: string, at: number) => onPoint?.(series, at));
  const clicked = useEffectEvent((made: EChartsType, x: number, y: number) => {
    if (!made.containPixel('grid', [x, y])) return;
    const [at = 0, value = 0] = made.convertFromPixel('grid', [x, y]);
    const [near = at] = made.convertFromPixel('grid', [x + NEAR_PX, y]);
    const found = pointAt(data.series, data.stacked, { at, value }, near - at);
    if (found !== null) pointed(found.series, found.at);
  });

  useEffect(() => {
    if (place.current === null) return;
    const made = init(place.current, null, { renderer: 'canvas' });
    chart.current = made;
    if (group !== undefined) {
      made.group = group;
      connect(group);
    }
    // Of the whole plot: ECharts' own click hears only symbols and bars, which lines and narrow intervals are not.
    made.getZr().on('click', ({ offsetX, offsetY }) => clicked(made, offsetX, offsetY));
    const box = place.current;
    // It reports once by itself, and a chart that has its size already would draw everything a second time.
    const watch = new ResizeObserver(() => {
      if (box.clientWidth !== made.getWidth() || box.clientHeight !== made.getHeight())
        made.resize();
    });
    watch.observe(box);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [group]);

  const tells = useTells(plot);
  useEffect(() => {
    chart.current?.setOption(
      chartOptions(data, look, () => tells.current),
      { notMerge: true },
    );
  }, [data, look, tells]);
  const strip = useDragZoom(chart, data, group, onZoom);

  return (
    <div ref={plot} className={styles.plot} data-plot="">
      <div ref={place} role="img" aria-label={label} className={styles.canvas} />
      <Pointer chart={chart} data={data} label={label} onPoint={onPoint} />
      {strip === null ? null : <div className={styles.dragged} style={{ ...strip }} />}
    </div>
  );
}
