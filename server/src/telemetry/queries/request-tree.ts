/** What places a request in the tree of its trace. */
export interface Placed {
  readonly request_id: string;
  /** The span that its traceparent named; null: none. */
  readonly parent_span_id: string | null;
  readonly started_us: number;
}

/** A request with those that were called under it, or a span of the caller's with its requests. */
export type Branch<Request extends Placed> =
  | {
      readonly kind: 'request';
      readonly request: Request;
      readonly under: readonly Branch<Request>[];
    }
  | {
      readonly kind: 'caller';
      readonly spanId: string;
      readonly under: readonly Branch<Request>[];
    };

/**
 * The requests of a trace as their callers nested them. A request's own span is named by the last 16 digits of its id; any
 * other parent is a span of the application, which is there where it holds some requests of the trace apart from others.
 */
export function requestTree<Request extends Placed>(
  requests: readonly Request[],
): readonly Branch<Request>[] {
  const sorted = [...requests].sort((a, b) => a.started_us - b.started_us);
  const places = new Map(sorted.map(({ request_id }, place) => [spanOf(request_id), place]));
  // Nobody is called by what came later: such a parent is not believed, or nothing would hold the two.
  const byParent = Map.groupBy(sorted, ({ parent_span_id: parent }, place) =>
    parent !== null && (places.get(parent) ?? -1) >= place ? null : parent,
  );
  const branchesUnder = (span: string | null): readonly Branch<Request>[] =>
    (byParent.get(span) ?? []).map((request) => ({
      kind: 'request',
      request,
      under: branchesUnder(spanOf(request.request_id)),
    }));
  const foreign = [...byParent.keys()].filter((span) => span !== null && !places.has(span));
  const apart = foreign.length > 1 || (foreign.length === 1 && byParent.has(null));
  const groups = foreign.flatMap((span): readonly Branch<Request>[] => {
    const under = branchesUnder(span);
    return apart && span !== null ? [{ kind: 'caller', spanId: span, under }] : under;
  });
  return [...branchesUnder(null), ...groups].sort((a, b) => startOf(a) - startOf(b));
}

/** The span that a request is: what a call beneath it names in its traceparent. */
export function spanOf(requestId: string): string {
  return requestId.replaceAll('-', '').slice(-16);
}

function startOf(branch: Branch<Placed>): number {
  return branch.kind === 'request'
    ? branch.request.started_us
    : Math.min(...branch.under.map(startOf));
}
