import type { TraceDetail, TraceSummary } from '../types.ts';

/** A line of the tree: a request, a step of it, an attempt. Times in ms since the trace began. */
export interface Span {
  readonly id: string;
  readonly kind: 'request' | 'step' | 'attempt';
  readonly label: string;
  readonly note: string;
  readonly depth: number;
  readonly start: number;
  /** Null: not known. */
  readonly end: number | null;
  /** When others worked for it: shown light. */
  readonly children: readonly { readonly start: number; readonly end: number }[];
  readonly failed: boolean;
  /** The request that it is or belongs to. */
  readonly requestId: string;
}

const ORDER = ['authenticate', 'admit', 'route', 'infer', 'settle', 'record'];

/** The tree of a trace: its requests in their order, and under the one that is open its steps and attempts. */
export function spansOf(open: TraceDetail, requests: readonly TraceSummary[]): readonly Span[] {
  const all = requests.some((one) => one.request_id === open.request_id)
    ? requests
    : [...requests, open];
  const sorted = [...all].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
  const began = Date.parse(sorted[0]?.started_at ?? open.started_at);
  return sorted.flatMap((one) => {
    const start = Date.parse(one.started_at) - began;
    const isOpen = one.request_id === open.request_id;
    const request: Span = {
      id: `request:${one.request_id}`,
      kind: 'request',
      label: one.requested_model,
      note: one.operation,
      depth: 0,
      start,
      end: one.total_ms === null ? null : start + one.total_ms,
      children: isOpen ? attemptTimes(open, start) : [],
      failed: one.status === 'error' || one.status === 'interrupted',
      requestId: one.request_id,
    };
    return isOpen ? [request, ...stepsOf(open, start)] : [request];
  });
}

function stepsOf(open: TraceDetail, began: number): readonly Span[] {
  const names = Object.keys(open.steps_ms);
  const ordered = [
    ...ORDER.slice(0, 3),
    ...names.filter((name) => !ORDER.includes(name)),
    ...ORDER.slice(3),
  ].filter((name) => names.includes(name));
  let at = began;
  return ordered.flatMap((name) => {
    const took = open.steps_ms[name] ?? 0;
    const start = at;
    at += took;
    const isInfer = name === 'infer';
    const step: Span = {
      id: `step:${name}`,
      kind: 'step',
      label: name,
      note: '',
      depth: 1,
      start,
      end: start + took,
      children: isInfer ? attemptTimes(open, began) : [],
      failed: false,
      requestId: open.request_id,
    };
    return isInfer ? [step, ...attemptsOf(open, began)] : [step];
  });
}

function attemptsOf(open: TraceDetail, began: number): readonly Span[] {
  return open.attempts.map((attempt) => ({
    id: `attempt:${attempt.attempt}`,
    kind: 'attempt',
    label: `${attempt.provider}/${attempt.model}`,
    note: attempt.status === 'ok' ? '' : (attempt.error_code ?? attempt.status),
    depth: 2,
    start: began + attempt.start_ms,
    end: began + attempt.end_ms,
    children: [],
    failed: attempt.status !== 'ok',
    requestId: open.request_id,
  }));
}

function attemptTimes(open: TraceDetail, began: number) {
  return open.attempts.map(({ start_ms, end_ms }) => ({
    start: began + start_ms,
    end: began + end_ms,
  }));
}

/** Where a bar stands, as shares of the trace: `[left, width]`; never too narrow to be seen. */
export function placeOf(
  { start, end }: { readonly start: number; readonly end: number | null },
  total: number,
): readonly [left: number, width: number] {
  if (total <= 0) return [0, 1];
  const left = Math.min(0.995, Math.max(0, start / total));
  const width = end === null ? 0.005 : Math.max(0.005, (end - start) / total);
  return [left, Math.min(1 - left, width)];
}

export function lengthOf(spans: readonly Span[]): number {
  return Math.max(0, ...spans.map(({ end, start }) => end ?? start));
}
