import { Button, SegmentedControl } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useApiPages } from '../../data/use-api-pages.ts';
import { useCan } from '../../data/use-place.ts';
import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import layout from '../../ui/layout.module.css';
import { PagedList } from '../../ui/paged-list.tsx';
import { keyColumns } from './columns.tsx';
import { CreateKey } from './create-key.tsx';
import type { Key } from './key.ts';
import { KeyPanel } from './key-panel.tsx';
import { useSpent } from './use-spent.ts';

const STATES = ['active', 'expired', 'revoked', 'all'] as const;
type State = (typeof STATES)[number];
const stateOf = (text: string | undefined): State => STATES.find((one) => one === text) ?? 'active';

/** The keys of the project, or one's own where the reader manages no others. */
export default function Keys() {
  const [{ state: asked, key: open }, set] = useSearch();
  const [creating, setCreating] = useState(false);
  const all = useCan('keys:write');
  const own = useCan('keys:own');
  const status = stateOf(asked);
  const spent = useSpent();
  const columns = useMemo(() => keyColumns(spent), [spent]);
  const pages = useApiPages<Key>(['keys', status], (api, cursor, signal) =>
    unwrap(
      api.GET('/api/v1/keys', {
        params: { query: { status, limit: 200, ...(cursor === undefined ? {} : { cursor }) } },
        signal,
      }),
    ),
  );
  const [opened, setOpened] = useState<Key | null>(null);
  // A key that was just revoked leaves this list; its panel stays, to say which gateways took note.
  const chosen =
    pages.rows?.find(({ id }) => id === open) ??
    (opened?.id === open ? (opened ?? undefined) : undefined);
  const create =
    all || own ? (
      <Button leftSection={<IconPlus size={16} />} onClick={() => setCreating(true)}>
        Create a key
      </Button>
    ) : null;
  return (
    <Page title={all ? 'Keys' : 'Your keys'} docs="keys" fill actions={create}>
      <div className={layout.bar}>
        <SegmentedControl
          size="xs"
          aria-label="State of the keys"
          value={status}
          onChange={(value) => set({ state: value === 'active' ? undefined : value })}
          data={STATES.map((value) => ({ value, label: value[0]?.toUpperCase() + value.slice(1) }))}
        />
      </div>
      <PagedList<Key>
        label="Keys"
        storageKey="keys"
        columns={columns}
        pages={pages}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={(row) => {
          setOpened(row);
          set({ key: row.id });
        }}
        empty={
          status === 'active' || status === 'all' ? (
            <EmptyState
              title="No key yet"
              icon={<IconKey size={32} stroke={1.25} />}
              action={create}
            >
              An application calls models with a gateway key. It works with whatever speaks OpenAI’s
              protocol: change the base URL and the key, and leave the rest as it is. The owner key
              of the first start is none of these and keeps working.
            </EmptyState>
          ) : (
            <EmptyState title={`No key is ${status}`} />
          )
        }
        panel={
          chosen === undefined ? null : (
            <KeyPanel
              key={chosen.id}
              shown={chosen}
              spent={spent}
              mayChange={all || own}
              onClose={() => set({ key: undefined })}
            />
          )
        }
      />
      {creating ? <CreateKey all={all} onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
