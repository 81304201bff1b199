import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';
import type { TraceDetail, TraceSummary } from '../types.ts';
import { useFilterOf } from '../use-trace-filter.ts';

const AROUND_MS = 7 * 86_400_000;
/** Several may have begun in one moment: so many are looked through. */
const LOOKED_AT = 25;

/** The requests just before and after this one, among those that the filters of the address let through. */
export function useNeighbours(detail: TraceDetail | undefined): {
  readonly newer: string | null;
  readonly older: string | null;
} {
  return { newer: useNext(detail, 'asc'), older: useNext(detail, 'desc') };
}

function useNext(detail: TraceDetail | undefined, order: 'asc' | 'desc'): string | null {
  const at = Date.parse(detail?.started_at ?? '');
  // To the end of its millisecond, since the range's end is not in it.
  const [from, to] = order === 'asc' ? [at, at + AROUND_MS] : [at - AROUND_MS, at + 1];
  const filter = useFilterOf(
    detail === undefined
      ? { from: '', to: '' }
      : { from: new Date(from).toISOString(), to: new Date(to).toISOString() },
  );
  const { data, stale } = useApiQuery(
    ['trace', detail?.request_id, order],
    async (api, signal) => {
      const query = { ...filter, sort: 'started_at', order, limit: LOOKED_AT } as const;
      return (await unwrap(api.GET('/api/v1/requests', { params: { query }, signal }))).data;
    },
    { enabled: detail !== undefined, staleMs: 10_000 },
  );
  if (data === undefined || detail === undefined) return null;
  // The rows around another request serve as well, where this one is among them.
  return nextAfter(detail, data, !stale);
}

/** What follows it in the list; where the filters leave it out of `whole` rows, the first of another moment. */
function nextAfter(
  detail: TraceDetail,
  rows: readonly TraceSummary[],
  whole: boolean,
): string | null {
  const place = rows.findIndex(({ request_id }) => request_id === detail.request_id);
  const next =
    place >= 0
      ? rows[place + 1]
      : rows.find((row) => whole && row.started_at !== detail.started_at);
  return next?.request_id ?? null;
}
