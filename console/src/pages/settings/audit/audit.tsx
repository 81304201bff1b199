import { unwrap } from '@signalbox/sdk';
import { useCallback } from 'react';
import type { Search } from '../../../data/search.ts';
import { useApiPages } from '../../../data/use-api-pages.ts';
import { useRange } from '../../../data/use-range.ts';
import { useSearch } from '../../../data/use-search.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FilterBar, useFilters } from '../../../ui/filter-bar/index.ts';
import { PagedList } from '../../../ui/paged-list.tsx';
import styles from './audit.module.css';
import { COLUMNS } from './columns.tsx';
import { DIMENSIONS, useDimensions } from './dimensions.ts';
import type { AuditEvent } from './event.ts';
import { EventPanel } from './event-panel.tsx';

const PAGE = 200;

/** Who did what to which thing, newest first; an event opens beside the list with what it changed. */
export default function Audit() {
  const [search, set] = useSearch();
  const open = search['event'];
  const { range } = useRange();
  const filters = useFilters(DIMENSIONS);
  const wanted = { ...filtersOf(search), from: range.from, to: range.to };
  const pages = useApiPages<AuditEvent>(['audit', wanted], (api, cursor, signal) =>
    unwrap(
      api.GET('/api/v1/audit', {
        params: { query: { limit: PAGE, ...given({ ...wanted, cursor }) } },
        signal,
      }),
    ),
  );
  const dimensions = useDimensions(pages.rows);
  const chosen = pages.rows?.find(({ id }) => id === open);
  const close = useCallback(() => set({ event: undefined }), [set]);
  return (
    <>
      <div className={styles.bar}>
        <FilterBar dimensions={dimensions} filters={filters} />
      </div>
      <PagedList<AuditEvent>
        label="Audit"
        storageKey="audit"
        columns={COLUMNS}
        pages={pages}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => set({ event: id })}
        onFilter={({ dimension, value }, exclude) => filters.add(dimension, value, exclude)}
        empty={
          <EmptyState title="Nothing was changed in this time">
            <p>
              Every change of keys, providers, people and projects stands in the audit for ever, and
              so does every sign-in. Choose a longer time at the top
              {filters.filters.length > 0 ? ', or take a filter away.' : '.'}
            </p>
          </EmptyState>
        }
        panel={chosen === undefined ? null : <EventPanel event={chosen} onClose={close} />}
      />
    </>
  );
}

/** The filters of the address as the API takes them. */
function filtersOf(search: Search) {
  const { action, actor, target, target_kind } = search;
  const { not_action, not_actor, not_target, not_target_kind } = search;
  return {
    ...{ action, actor, target, target_kind },
    ...{ not_action, not_actor, not_target, not_target_kind },
  };
}

function given<Query extends object>(query: Query): { [Name in keyof Query]: string } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Query]: string;
  };
}
