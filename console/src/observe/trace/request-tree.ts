import type { TraceSummary } from '../types.ts';

/** A request with those that were called under it, or a span of the caller's with its requests. */
export type Branch =
  | { readonly kind: 'request'; readonly request: TraceSummary; readonly under: readonly Branch[] }
  | { readonly kind: 'span'; readonly id: string; readonly under: readonly Branch[] };

/**
 * The requests of a trace as their callers nested them. A request's own span is named by the last 16 digits of its id; any
 * other parent is a span of the application, which is drawn where it holds some requests of the trace apart from others.
 */
export function requestTree(requests: readonly TraceSummary[]): readonly Branch[] {
  const sorted = [...requests].sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
  const places = new Map(sorted.map(({ request_id }, place) => [spanOf(request_id), place]));
  // Nobody is called by what came later: such a parent is not believed, or nothing would hold the two.
  const byParent = Map.groupBy(sorted, ({ parent_span_id: parent }, place) =>
    parent !== null && (places.get(parent) ?? -1) >= place ? null : parent,
  );
  const branchesUnder = (span: string | null): readonly Branch[] =>
    (byParent.get(span) ?? []).map((request) => ({
      kind: 'request',
      request,
      under: branchesUnder(spanOf(request.request_id)),
    }));
  const foreign = [...byParent.keys()].filter((span) => span !== null && !places.has(span));
  const apart = foreign.length > 1 || (foreign.length === 1 && byParent.has(null));
  const groups = foreign.flatMap((span): readonly Branch[] => {
    const under = branchesUnder(span);
    return apart && span !== null ? [{ kind: 'span', id: span, under }] : under;
  });
  return [...branchesUnder(null), ...groups].sort((a, b) => startOf(a) - startOf(b));
}

export function spanOf(requestId: string): string {
  return requestId.replaceAll('-', '').slice(-16);
}

function startOf(branch: Branch): number {
  return branch.kind === 'request'
    ? Date.parse(branch.request.started_at)
    : Math.min(...branch.under.map(startOf));
}
