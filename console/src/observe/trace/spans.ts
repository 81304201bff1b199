import type { TraceSpan } from '../types.ts';

/** A line of the tree that is drawn. */
export interface SpanLine {
  readonly span: TraceSpan;
  readonly depth: number;
  /** When others worked for it: shown light. */
  readonly light: readonly Time[];
}

interface Time {
  readonly start: number;
  /** Null: not known. */
  readonly end: number | null;
}

/** What is drawn of a trace: its requests and the spans that hold them, and of the request that is open what is in it. */
export function spanLines(spans: readonly TraceSpan[], openRequest: string): readonly SpanLine[] {
  const depths = new Map<string | null, number>([[null, -1]]);
  return spans.flatMap((span) => {
    const depth = (depths.get(span.parent_span_id) ?? -1) + 1;
    depths.set(span.span_id, depth);
    const isPart = span.kind === 'step' || span.kind === 'attempt';
    if (isPart && span.request_id !== openRequest) return [];
    return [{ span, depth, light: workOfOthers(span, spans) }];
  });
}

function workOfOthers(span: TraceSpan, spans: readonly TraceSpan[]): readonly Time[] {
  return spans
    .filter((other) => {
      if (other.end_ms === null) return false;
      if (span.kind === 'request')
        return other.kind === 'attempt' && other.request_id === span.request_id;
      return other.kind !== 'step' && other.parent_span_id === span.span_id;
    })
    .map((other) => ({ start: other.start_ms, end: other.end_ms }));
}

/** The span that an address names by its id, or, as links of before did, by kind and name within the request that is open. */
export function findSpan(
  lines: readonly SpanLine[],
  named: string | undefined,
): TraceSpan | undefined {
  return lines.find(
    ({ span }) => span.span_id === named || `${span.kind}:${span.attempt ?? span.name}` === named,
  )?.span;
}

export function hasFailed({ kind, status }: TraceSpan): boolean {
  if (kind === 'attempt') return status !== 'ok';
  return status === 'error' || status === 'interrupted';
}

/** Where a bar stands, as shares of the trace: `[left, width]`; never too narrow to be seen. */
export function placeOf(
  { start, end }: Time,
  total: number,
): readonly [left: number, width: number] {
  if (total <= 0) return [0, 1];
  const left = Math.min(0.995, Math.max(0, start / total));
  const width = end === null ? 0.005 : Math.max(0.005, (end - start) / total);
  return [left, Math.min(1 - left, width)];
}

export function lengthOf(lines: readonly SpanLine[]): number {
  return Math.max(0, ...lines.map(({ span }) => span.end_ms ?? span.start_ms));
}
