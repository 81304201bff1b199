import { unwrap } from '@signalbox/sdk';
import { useEffect, useMemo, useState } from 'react';
import { useClock } from '../../data/clock.tsx';
import type { Range } from '../../data/range.ts';
import { useApiQuery } from '../../data/use-api-query.ts';
import { useRange } from '../../data/use-range.ts';
import type { TraceSummary } from '../../observe/types.ts';
import { useFilterOf } from '../../observe/use-trace-filter.ts';

/** A request is found by when it began, and stored when it ended: so far back new ones are looked for. */
const LATE_MS = 120_000;
const MOST = 500;

/** The range of the list: while the tail is followed it stays where it was, and what is new is put above it. */
export function useAnchoredRange(): { readonly anchor: Range; readonly following: boolean } {
  const { range } = useRange();
  const { live } = useClock();
  const following = live && range.endsNow;
  const [held, setHeld] = useState<Range | null>(null);
  useEffect(() => {
    if (!following) setHeld(null);
    else setHeld((old) => (old?.relative === range.relative ? old : range));
  }, [following, range]);
  return { anchor: following && held !== null ? held : range, following };
}

/** What came since the list was read, newest first, without what the list has. */
export function useLiveTail(
  anchor: Range,
  following: boolean,
  known: readonly TraceSummary[],
): readonly TraceSummary[] {
  const { now } = useClock();
  const since = Date.parse(anchor.to);
  const filter = useFilterOf({
    from: new Date(since - LATE_MS).toISOString(),
    to: new Date(Math.max(now, since)).toISOString(),
  });
  const { data } = useApiQuery(
    ['requests', 'tail', filter],
    (api, signal) =>
      unwrap(
        api.GET('/api/v1/requests', { params: { query: { ...filter, limit: MOST } }, signal }),
      ),
    { enabled: following && now > since },
  );
  return useMemo(() => {
    if (!following) return [];
    const ids = new Set(known.map((row) => row.request_id));
    return (data?.data ?? []).filter((row) => !ids.has(row.request_id));
  }, [following, data, known]);
}
