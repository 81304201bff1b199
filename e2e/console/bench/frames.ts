/** What Chromium is asked to trace: tasks with their CPU time, and the way of each frame to the screen. */
export const TRACE_CATEGORIES: readonly string[] = [
  '-*',
  'toplevel',
  'devtools.timeline',
  'cc',
  'benchmark',
];

/** Of Chromium's trace format, what is read here. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  /** Of the time it took, what the thread ran on a core: the rest it waited for one. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface Frames {
  /** Milliseconds of CPU of each task of the page's main thread. */
  readonly taskCpu: readonly number[];
  /** Milliseconds between one frame on the screen and the next. */
  readonly gaps: readonly number[];
}

/** The main thread's tasks, and the gaps between frames as they reached the screen, of the page that worked most. */
export function readFrames(trace: Buffer): Frames {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as {
    traceEvents: readonly TraceEvent[];
  };
  const main = busiestMain(traceEvents);
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && threadOf(event) === main && event.name.endsWith('RunTask'),
  );
  const process = main.split('/')[0];
  const shown = traceEvents
    .filter(
      ({ name, ph, pid }) =>
        name === 'SwapEndToPresentationCompositorFrame' && ph === 'e' && String(pid) === process,
    )
    .map(({ ts }) => ts)
    .sort((a, b) => a - b);
  return {
    taskCpu: tasks.map(({ tdur = 0 }) => tdur / 1000),
    gaps: shown.slice(1).map((ts, index) => (ts - (shown[index] ?? ts)) / 1000),
  };
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`;

function busiestMain(events: readonly TraceEvent[]): string {
  const mains = new Set(
    events
      .filter(
        ({ ph, name, args }) =>
          ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain',
      )
      .map(threadOf),
  );
  const worked = new Map<string, number>();
  for (const event of events) {
    const thread = threadOf(event);
    if (mains.has(thread)) worked.set(thread, (worked.get(thread) ?? 0) + (event.tdur ?? 0));
  }
  const [main] = [...worked].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (main === undefined) throw new Error('the trace holds no main thread of a page');
  return main;
}
