import type { ReactNode } from 'react';
import type { ApiPages } from '../data/use-api-pages.ts';
import { DataTable, type DataTableProps } from './data-table/index.ts';
import { ErrorNotice } from './error-notice.tsx';
import layout from './layout.module.css';
import { SplitView } from './split-view.tsx';

type Read = 'rows' | 'loading' | 'stale' | 'hasMore' | 'onMore';

/** A keyset-paged list as a table, with the panel of the row that is open; where it could not be read, why. */
export function PagedList<Row extends object>({
  pages: { rows, error, stale, hasMore, more, retry },
  panel,
  ...table
}: Omit<DataTableProps<Row>, Read> & {
  readonly pages: ApiPages<Row>;
  readonly panel?: ReactNode;
}) {
  if (error !== null && rows === undefined) {
    return (
      <div className={layout.notice}>
        <ErrorNotice error={error} onRetry={retry} />
      </div>
    );
  }
  return (
    <SplitView>
      <DataTable<Row>
        {...table}
        rows={rows ?? []}
        loading={rows === undefined}
        stale={stale}
        hasMore={hasMore}
        onMore={more}
      />
      {panel}
    </SplitView>
  );
}
