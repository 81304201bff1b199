import { usePlace } from '../../data/use-place.ts';
import { Page } from '../../frame/page.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ExportRow } from './export-row.tsx';
import styles from './exports.module.css';
import { useExports } from './use-exports.ts';

/** Files of requests: in work with how far they are, and there to be fetched for a day. */
export default function Exports() {
  const { project } = usePlace();
  const { data, error, refetch } = useExports();
  return (
    <Page title="Exports" docs="traces#exports">
      {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data?.data.length === 0 ? (
        <EmptyState
          title="No exports"
          action={<PageLink to="/requests">Choose requests to export</PageLink>}
        >
          An export is a file of every request that a filter finds, made in the background and kept
          for a day.
        </EmptyState>
      ) : (
        <ul
          className={styles.list}
          aria-busy={data === undefined && error === null}
          aria-label={`Exports of ${project.name}`}
        >
          {data?.data.map((one) => (
            <ExportRow key={one.id} shown={one} />
          ))}
        </ul>
      )}
    </Page>
  );
}
