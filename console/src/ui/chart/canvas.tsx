import type { EChartsType } from 'echarts/core';
import { useEffect, useEffectEvent, useRef } from 'react';
import styles from './chart.module.css';
import { connect, init } from './engine.ts';
import { type ChartData, chartOptions, type Look } from './options.ts';

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
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const pointed = useEffectEvent((series: string, at: number) => onPoint?.(series, at));
  const zoomed = useEffectEvent((from: number, to: number) => onZoom?.(from, to));

  useEffect(() => {
    if (place.current === null) return;
    const made = init(place.current, null, { renderer: 'canvas' });
    chart.current = made;
    if (group !== undefined) {
      made.group = group;
      connect(group);
    }
    made.on('click', (event) => {
      const value: unknown = event.value;
      if (Array.isArray(value) && event.seriesName !== undefined) {
        pointed(event.seriesName, Number(value[0]));
      }
    });
    made.on('datazoom', (event) => {
      const zoom = (event as { batch?: readonly { startValue?: number; endValue?: number }[] })
        .batch?.[0];
      if (zoom?.startValue === undefined || zoom.endValue === undefined) return;
      if (zoom.endValue > zoom.startValue) zoomed(zoom.startValue, zoom.endValue);
    });
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [group]);

  const zoomable = onZoom !== undefined;
  useEffect(() => {
    const made = chart.current;
    if (made === null) return;
    made.setOption(chartOptions(data, look), { notMerge: true });
    if (zoomable) {
      made.dispatchAction({
        type: 'takeGlobalCursor',
        key: 'dataZoomSelect',
        dataZoomSelectActive: true,
      });
    }
  }, [data, look, zoomable]);

  return <div ref={place} role="img" aria-label={label} className={styles.canvas} />;
}
