import type { ReactNode } from 'react';
import type { ApiPages } from '../data/use-api-pages.ts';
import { AnswerNotice } from './answer-notice.tsx';
import { DataTable, type DataTableProps } from './data-table/index.ts';
import layout from './layout.module.css';
import { SplitView } from './split-view.tsx';

type Read = 'rows' | 'loading' | 'stale' | 'hasMore' | 'onMore';

/** A keyset-paged list as a table, with the panel of the row that is open; where it could not be read, why. */
export function PagedList<Row extends object>({
  pages,
  panel,
  ...table
}: Omit<DataTableProps<Row>, Read> & {
  readonly pages: ApiPages<Row>;
  readonly panel?: ReactNode;
}) {
  const { rows, error, stale, hasMore, more } = pages;
  if (error !== null && rows === undefined) {
    return (
      <div className={layout.notice}>
        <AnswerNotice answer={pages} />
      </div>
    );
  }
  return (
    <>
      <AnswerNotice answer={pages} />
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
    </>
  );
}
