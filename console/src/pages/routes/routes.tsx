import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { IconArrowsSplit2, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiPages } from '../../data/use-api-pages.ts';
import { useCan } from '../../data/use-place.ts';
import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import layout from '../../ui/layout.module.css';
import { PagedList } from '../../ui/paged-list.tsx';
import { AliasDialog } from './alias-dialog.tsx';
import { COLUMNS } from './columns.tsx';
import { RouteDialog } from './route-dialog.tsx';
import { RoutePanel } from './route-panel.tsx';
import type { ChangedRoute, Route } from './types.ts';

/** The names that clients use as `model`, and where they lead. */
export default function Routes() {
  const [{ route: open }, set] = useSearch();
  const mayWrite = useCan('routes:write');
  const [adding, setAdding] = useState<'route' | 'alias' | null>(null);
  const [told, setTold] = useState<ChangedRoute | null>(null);
  const pages = useApiPages<Route>(['routes'], (api, cursor, signal) =>
    unwrap(
      api.GET('/api/v1/routes', {
        params: { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const chosen = pages.rows?.find(({ id }) => id === open);
  const changed = (route: ChangedRoute) => {
    setTold(route);
    set({ route: route.id });
  };
  const actions = mayWrite ? (
    <div className={layout.buttons}>
      <Button variant="default" onClick={() => setAdding('alias')}>
        Add an alias
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding('route')}>
        Add a route
      </Button>
    </div>
  ) : null;
  return (
    <Page title="Routes" docs="routes" fill actions={actions}>
      <PagedList<Route>
        label="Routes"
        storageKey="routes"
        columns={COLUMNS}
        pages={pages}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => set({ route: id })}
        empty={
          <EmptyState title="No route yet" icon={<IconArrowsSplit2 size={32} stroke={1.25} />}>
            <p>
              A route is a name that applications use as <code>model</code>. What answers for it can
              change while they run: another model, shares among several, and another provider when
              one fails. Without one, they name <code>provider/model</code>.
            </p>
          </EmptyState>
        }
        panel={
          chosen === undefined ? null : (
            <RoutePanel
              key={chosen.id}
              route={chosen}
              told={told?.id === chosen.id ? told : null}
              mayWrite={mayWrite}
              onClose={() => set({ route: undefined })}
              onChanged={changed}
            />
          )
        }
      />
      {adding === 'route' ? (
        <RouteDialog route={null} onClose={() => setAdding(null)} onChanged={changed} />
      ) : null}
      {adding === 'alias' ? (
        <AliasDialog onClose={() => setAdding(null)} onChanged={changed} />
      ) : null}
    </Page>
  );
}
