import { rangeLength } from '../data/range.ts';
import { useRange } from '../data/use-range.ts';
import { PageLink } from '../ui/page-link.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

/** That it is quiet and not new: when the last request was, with a way to that time on the page that is shown. */
export function QuietSince({ at, page }: { readonly at: string; readonly page: string }) {
  const { range } = useRange();
  const half = rangeLength(range) / 2;
  const last = Date.parse(at);
  return (
    <p style={{ margin: 0 }}>
      The last request was <RelativeTime iso={at} />.{' '}
      <PageLink
        to={page}
        search={{
          range: undefined,
          from: new Date(last - half).toISOString(),
          to: new Date(last + half).toISOString(),
        }}
      >
        Look at that time
      </PageLink>
    </p>
  );
}
