import type { EChartsCoreOption } from 'echarts/core';
import { seriesColours } from '../../theme/series-colours.ts';
import { formatExactTime, UNKNOWN } from '../formats.ts';
import type { Mark, Series } from './series.ts';

export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly text: string;
  readonly dimmed: string;
  readonly line: string;
  readonly ground: string;
  readonly font: string;
}

export interface ChartData {
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
  readonly format: (value: number | null) => string;
  readonly stacked: boolean;
  /** What no value can exceed. */
  readonly ceiling: number | undefined;
  /** Of what is counted: an axis has no half of it. */
  readonly integers: boolean;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export function chartColours(
  series: readonly Series[],
  scheme: 'light' | 'dark',
): ReadonlyMap<string, string> {
  const own = series.filter(({ color, shadeOf }) => color === undefined && shadeOf === undefined);
  const named = seriesColours(
    own.map(({ name }) => name),
    scheme,
  );
  const colours = new Map<string, string>();
  for (const { name, color, shadeOf } of series) {
    const chosen = color?.[scheme] ?? named.get(shadeOf ?? name) ?? colours.get(shadeOf ?? name);
    if (chosen !== undefined) colours.set(name, chosen);
  }
  return colours;
}

/** Where the plot begins, in CSS pixels. It ends at zero: what charts show is never less. */
export const GRID_TOP = 12;

/**
 * ECharts' options. The crosshair goes through every chart of a group, and its values stand in that which `tells` alone: else each
 * would cover its own plot. The tooltip is drawn on the canvas (`richText`): as HTML it would need style attributes.
 */
export function chartOptions(
  data: ChartData,
  look: Look,
  tells: () => boolean = () => true,
): EChartsCoreOption {
  const colours = chartColours(data.series, look.scheme);
  const shades = new Map<string, number>();
  const bases = new Set(data.series.map(({ shadeOf: base }) => base));
  const highest = highestOf(data);
  const ceiling = data.ceiling ?? Number.POSITIVE_INFINITY;
  const axisText = { color: look.dimmed, fontSize: 11, fontFamily: look.font };
  return {
    animation: false,
    textStyle: { fontFamily: look.font },
    grid: {
      left: 8,
      // Room for the names at the ends of the lines, or for half of the last time below it.
      right: bases.size > 1 ? 32 : 20,
      top: GRID_TOP,
      bottom: 4,
      outerBoundsMode: 'same',
      containLabel: true,
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      // Kept inside by `besidePointer`; ECharts would fetch those out of sight back in.
      confine: false,
      position: (
        pointer: readonly number[],
        _points: unknown,
        _box: unknown,
        _mark: unknown,
        size: TooltipSize,
      ) => (tells() ? besidePointer(pointer, size) : OUT_OF_SIGHT),
      backgroundColor: look.ground,
      borderColor: look.line,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: look.text, fontSize: 12, fontFamily: look.font },
      axisPointer: { type: 'line', lineStyle: { color: look.dimmed, type: 'dashed' } },
      formatter: (points: unknown) => tooltip(points, data.format),
    },
    xAxis: {
      type: 'time',
      min: data.from,
      max: data.to,
      axisLine: { lineStyle: { color: look.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { ...axisText, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      ...(data.integers ? { minInterval: 1 } : {}),
      max: highest > NEAR * ceiling ? ceiling : null,
      axisLabel: {
        ...axisText,
        // Of nothing but zeros ECharts makes an axis up to one.
        formatter: (value: number) => (highest === 0 && value > 0 ? '' : data.format(value)),
      },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: data.series.map((series, index) => {
      const color = colours.get(series.name) ?? look.dimmed;
      const shade = shadeOf(series, shades);
      const bar = series.kind === 'bar';
      const named = shade > 0 || bases.has(series.name);
      const isolated = isolatedPoints(series);
      return {
        name: series.name,
        type: bar ? 'bar' : 'line',
        data: series.points.map(([at, value]) =>
          bar && series.cut?.has(at)
            ? { value: [at, value], itemStyle: CUT }
            : isolated.size === 0 || isolated.has(at)
              ? [at, value]
              : { value: [at, value], symbol: 'none' },
        ),
        showSymbol: isolated.size > 0,
        showAllSymbol: true,
        symbol: 'circle',
        symbolSize: 5,
        connectNulls: false,
        ...(data.stacked && series.dashed !== true ? { stack: 'all' } : {}),
        color,
        itemStyle: { color },
        barMaxWidth: 24,
        lineStyle: {
          color,
          width: series.dashed ? 1 : named ? WIDTHS[strengthOf(shade)] : 1.75,
          type: series.dashed ? 'dashed' : DASHES[strengthOf(shade)],
          opacity: SHADES[strengthOf(shade)],
        },
        ...(named && series.dashed !== true && !bar
          ? {
              endLabel: {
                show: true,
                formatter: plain(series.name),
                distance: 4,
                color: look.text,
                fontSize: 11,
                fontFamily: look.font,
              },
              // Lines that end together have their names one below the other.
              labelLayout: { moveOverlap: 'shiftY' },
            }
          : {}),
        ...(series.kind === 'area' ? { areaStyle: { color, opacity: 0.16 } } : {}),
        emphasis: { disabled: true },
        ...(index === 0 && data.marks.length > 0
          ? {
              markLine: {
                symbol: 'none',
                silent: true,
                lineStyle: { color: look.dimmed, type: 'solid' },
                label: { color: look.text, fontSize: 11 },
                data: data.marks.map(({ at, label }) => ({
                  xAxis: at,
                  label: { formatter: label },
                })),
              },
            }
          : {}),
      };
    }),
  };
}

/** So near to its ceiling an axis would be drawn past it. */
const NEAR = 0.8;

function highestOf({ series }: ChartData): number {
  return Math.max(0, ...series.flatMap(({ points }) => points.map(([, value]) => value ?? 0)));
}

const CUT = { opacity: 0.4 };

/** Lines of one hue, told apart by how they are drawn: p50 thick, p95 in dashes, p99 in dots; each has its name at its end. */
export const SHADES = [1, 0.85, 0.85] as const;
const WIDTHS = [2.5, 1.5, 1.5] as const;
const DASHES = ['solid', [6, 3], [2, 2]] as const;

export function strengthOf(shade: number): 0 | 1 | 2 {
  return shade === 0 ? 0 : shade === 1 ? 1 : 2;
}

export function shadeOf({ shadeOf: base, dashed }: Series, taken: Map<string, number>): number {
  if (base === undefined) return 0;
  if (dashed === true) return 1;
  const shade = (taken.get(base) ?? 0) + 1;
  taken.set(base, shade);
  return shade;
}

/** A line needs a neighbour: a value between two gaps would otherwise not be seen. */
function isolatedPoints({ points, dashed, kind }: Series): ReadonlySet<number> {
  if (dashed === true || kind === 'bar') return new Set();
  return new Set(
    points.flatMap(([at, value], index) => {
      const before = points[index - 1]?.[1] ?? null;
      const after = points[index + 1]?.[1] ?? null;
      return value !== null && before === null && after === null ? [at] : [];
    }),
  );
}

interface TooltipSize {
  readonly contentSize: readonly number[];
  readonly viewSize: readonly number[];
}

const OUT_OF_SIGHT = [-10_000, -10_000];
/** Between the pointer and the tooltip. */
const BESIDE_PX = 16;

/** To the right of the pointer, or to its left where there is no room, and never out of the chart. */
export function besidePointer(
  [x = 0, y = 0]: readonly number[],
  { contentSize: [width = 0, height = 0], viewSize: [room = 0, depth = 0] }: TooltipSize,
): number[] {
  const right = x + BESIDE_PX;
  const left = right + width <= room ? right : x - BESIDE_PX - width;
  return [Math.max(0, left), Math.max(0, Math.min(y + BESIDE_PX, depth - height))];
}

function tooltip(points: unknown, format: ChartData['format']): string {
  const list = (Array.isArray(points) ? points : [points]) as readonly {
    readonly seriesName?: string;
    readonly value?: readonly [number, number | null];
  }[];
  const at = list[0]?.value?.[0];
  if (at === undefined) return '';
  return [
    timeInWords(at),
    ...list.map(({ seriesName, value }) =>
      valueInWords(plain(seriesName ?? ''), value?.[1] ?? null, format),
    ),
  ].join('\n');
}

export function timeInWords(at: number): string {
  return formatExactTime(new Date(at).toISOString()).replace(/\.000/, '');
}

export function valueInWords(
  name: string,
  value: number | null,
  format: ChartData['format'],
): string {
  return `${name}  ${value === null ? UNKNOWN : format(value)}`;
}

/** Braces would be read as rich text's styles. */
function plain(text: string): string {
  return text.replaceAll('{', '(').replaceAll('}', ')').replaceAll('|', '/');
}
