import type { EChartsType } from 'echarts/core';
import { type RefObject, useMemo, useState } from 'react';
import styles from './chart.module.css';
import type { ChartData } from './options.ts';
import { pointInWords, pointOf, timesOf } from './times.ts';

/**
 * The crosshair by keyboard: the arrows, Home and End take it from time to time, and Enter leads where a click leads. It is a
 * slider, which is what screen readers leave the arrows to and read aloud.
 */
export function Pointer({
  chart,
  data,
  label,
  onPoint,
}: {
  readonly chart: RefObject<EChartsType | null>;
  readonly data: ChartData;
  readonly label: string;
  readonly onPoint: ((series: string, at: number) => void) | undefined;
}) {
  const times = useMemo(() => timesOf(data.series), [data.series]);
  // The newest until it is moved; what is drawn anew may have fewer.
  const [moved, setMoved] = useState<number | null>(null);
  const index = Math.min(moved ?? times.length - 1, times.length - 1);
  const at = times[index];
  if (at === undefined) return null;
  const show = (time: number) => {
    const point = pointOf(data.series, time);
    if (point === null) return;
    chart.current?.dispatchAction({
      type: 'showTip',
      seriesIndex: point.series,
      dataIndex: point.index,
    });
  };
  return (
    <input
      type="range"
      className={styles.pointer}
      aria-label={label}
      aria-valuetext={pointInWords(data, at)}
      title=""
      min={0}
      max={times.length - 1}
      value={index}
      onFocus={() => show(at)}
      onBlur={() => chart.current?.dispatchAction({ type: 'hideTip' })}
      onChange={(event) => {
        const next = Number(event.currentTarget.value);
        setMoved(next);
        show(times[next] ?? at);
      }}
      onKeyDown={(event) => {
        const point = pointOf(data.series, at);
        const name = data.series[point?.series ?? -1]?.name;
        if (event.key === 'Enter' && name !== undefined) onPoint?.(name, at);
      }}
    />
  );
}
