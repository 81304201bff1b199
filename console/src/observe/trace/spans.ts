import type { TraceDetail, TraceSummary } from '../types.ts';
import { type Branch, requestTree } from './request-tree.ts';

/** A line of the tree: a span of the caller's, a request, a step of it, an attempt. Times in ms since the trace began. */
export interface Span {
  readonly id: string;
  readonly kind: 'caller' | 'request' | 'step' | 'attempt';
  readonly label: string;
  readonly note: string;
  readonly depth: number;
  readonly start: number;
  /** Null: not known. */
  readonly end: number | null;
  /** When others worked for it: shown light. */
  readonly children: readonly { readonly start: number; readonly end: number }[];
  readonly failed: boolean;
  /** The request that it is or belongs to; null: it is none of ours. */
  readonly requestId: string | null;
}

const ORDER = ['authenticate', 'parse', 'admit', 'route', 'infer', 'settle', 'record'];

/** The tree of a trace: its requests as they were nested, and under the one that is open its steps and attempts. */
export function spansOf(open: TraceDetail, requests: readonly TraceSummary[]): readonly Span[] {
  const all = requests.some((one) => one.request_id === open.request_id)
    ? requests
    : [...requests, open];
  const began = Math.min(...all.map((one) => Date.parse(one.started_at)));
  const lines = (branches: readonly Branch[], depth: number): readonly Span[] =>
    branches.flatMap((branch) => {
      if (branch.kind === 'request') {
        const { request } = branch;
        const line = requestLine(open, request, Date.parse(request.started_at) - began, depth);
        const steps =
          request.request_id === open.request_id ? stepsOf(open, line.start, depth + 1) : [];
        return [line, ...steps, ...lines(branch.under, depth + 1)];
      }
      const under = lines(branch.under, depth + 1);
      return [callerLine(branch.id, under, depth), ...under];
    });
  return lines(requestTree(all), 0);
}

function requestLine(open: TraceDetail, one: TraceSummary, start: number, depth: number): Span {
  return {
    id: `request:${one.request_id}`,
    kind: 'request',
    label: one.requested_model,
    note: one.operation,
    depth,
    start,
    end: one.total_ms === null ? null : start + one.total_ms,
    children: one.request_id === open.request_id ? attemptTimes(open, start) : [],
    failed: one.status === 'error' || one.status === 'interrupted',
    requestId: one.request_id,
  };
}

/** As long as what is known of it: the requests that were made under it. */
function callerLine(id: string, under: readonly Span[], depth: number): Span {
  const ends = under.flatMap(({ end }) => (end === null ? [] : [end]));
  return {
    id: `caller:${id}`,
    kind: 'caller',
    label: 'caller’s span',
    note: id,
    depth,
    start: Math.min(...under.map(({ start }) => start)),
    end: ends.length === 0 ? null : Math.max(...ends),
    children: under.flatMap(({ kind, start, end }) =>
      kind === 'request' && end !== null ? [{ start, end }] : [],
    ),
    failed: false,
    requestId: null,
  };
}

function stepsOf(open: TraceDetail, began: number, depth: number): readonly Span[] {
  const names = Object.keys(open.steps_ms);
  const ordered = [
    ...ORDER.slice(0, 4),
    ...names.filter((name) => !ORDER.includes(name)),
    ...ORDER.slice(4),
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
      depth,
      start,
      end: start + took,
      children: isInfer ? attemptTimes(open, began) : [],
      failed: false,
      requestId: open.request_id,
    };
    return isInfer ? [step, ...attemptsOf(open, began, depth + 1)] : [step];
  });
}

function attemptsOf(open: TraceDetail, began: number, depth: number): readonly Span[] {
  return open.attempts.map((attempt) => ({
    id: `attempt:${attempt.attempt}`,
    kind: 'attempt',
    label: `${attempt.provider}/${attempt.model}`,
    note: attempt.status === 'ok' ? '' : (attempt.error_code ?? attempt.status),
    depth,
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
