import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../../data/use-api-query.ts';
import { ErrorNotice } from '../../../ui/error-notice.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';

/** The keys that work of which a person is the owner or the maker: what they may still hold. */
export function PersonKeys({ personId }: { readonly personId: string }) {
  const keys = useApiQuery(['users', personId, 'keys'], (api, signal) =>
    unwrap(
      api.GET('/api/v1/users/{id}/keys', {
        params: { path: { id: personId }, query: { limit: 200 } },
        signal,
      }),
    ),
  );
  const all = keys.data?.data ?? [];
  return (
    <section aria-label="Keys">
      <h2>Keys</h2>
      {keys.error === null ? null : <ErrorNotice error={keys.error} />}
      {keys.data === undefined ? null : all.length === 0 ? (
        <p>No key that works is theirs or was made by them.</p>
      ) : (
        <>
          <p>
            Their own lose what they lose. Those that they made for services or others work on,
            whatever becomes of them: revoke the ones that you do not know.
          </p>
          <ul>
            {all.map((key) => (
              <li key={key.id}>
                <PageLink to="/keys" search={{ project: key.project, key: key.id }}>
                  {key.name}
                </PageLink>{' '}
                ({key.project},{' '}
                {key.owner.kind === 'user' && key.owner.id === personId
                  ? 'their own'
                  : 'made by them'}
                , last used <RelativeTime iso={key.last_used_at} why="It was never used." />)
              </li>
            ))}
          </ul>
          {keys.data.next_cursor === null ? null : <p>The newest 200 are shown.</p>}
        </>
      )}
    </section>
  );
}
