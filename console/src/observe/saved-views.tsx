import { Button, Checkbox, Group, Menu, Modal, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { parseSearch, type Search, stringifySearch } from '../data/search.ts';
import { useApiMutation } from '../data/use-api-mutation.ts';
import { useApiQuery } from '../data/use-api-query.ts';
import { useSearch } from '../data/use-search.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { focusAtOnce } from '../ui/focus-at-once.ts';
import styles from './saved-views.module.css';

/** Where a page is and what is open in it is no part of how it looks. */
const NOT_KEPT: readonly string[] = ['project', 'environment', 'open', 'full', 'span', 'tab'];

/** Views of a page by name: one's own, and those that others share. */
export function SavedViews({ page }: { readonly page: 'requests' | 'sessions' | 'overview' }) {
  const navigate = useNavigate();
  const [search] = useSearch();
  const [saving, setSaving] = useState(false);
  const views = useApiQuery(['views', page], (api, signal) =>
    unwrap(api.GET('/api/v1/views', { params: { query: { page, limit: 200 } }, signal })),
  );
  const remove = useApiMutation(
    (api, id: string) => unwrap(api.DELETE('/api/v1/views/{id}', { params: { path: { id } } })),
    { changes: [['views']] },
  );
  const all = views.data?.data ?? [];
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setSaving(false);
    button.current?.focus();
  };
  return (
    <>
      {/* The menu gives the focus to the dialog that it opens, and the dialog gives it back. */}
      <Menu position="bottom-end" returnFocus={!saving}>
        <Menu.Target>
          <Button
            ref={button}
            variant="default"
            leftSection={<IconBookmark size={14} stroke={1.75} />}
          >
            Views
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {all.length === 0 ? <Menu.Label>None is saved yet.</Menu.Label> : null}
          {remove.error === null ? null : <ErrorNotice error={remove.error} />}
          {all.map((view) => (
            <div key={view.id} className={styles.view} role="none">
              <Menu.Item
                onClick={() =>
                  void navigate({
                    to: '.',
                    search: (old: Search) => ({
                      project: old['project'],
                      environment: old['environment'],
                      ...parseSearch(view.search),
                    }),
                  })
                }
              >
                {view.name}
                {view.shared ? ' (shared)' : ''}
              </Menu.Item>
              {view.deletable ? (
                <Menu.Item
                  className={styles.delete ?? ''}
                  aria-label={`Delete the view ${view.name}`}
                  title={`Delete the view ${view.name}`}
                  onClick={() => remove.mutate(view.id)}
                >
                  <IconTrash size={14} stroke={1.75} aria-hidden="true" />
                </Menu.Item>
              ) : null}
            </div>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>Save this view…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={saving}
        onClose={close}
        returnFocus={false}
        title="Save this view"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <SaveView
          page={page}
          search={stringifySearch({
            ...search,
            ...Object.fromEntries(NOT_KEPT.map((name) => [name, undefined])),
          })}
          onSaved={close}
        />
      </Modal>
    </>
  );
}

function SaveView({
  page,
  search,
  onSaved,
}: {
  readonly page: string;
  readonly search: string;
  readonly onSaved: () => void;
}) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useApiMutation(
    (api, body: { name: string; page: string; search: string; shared: boolean }) =>
      unwrap(api.POST('/api/v1/views', { body })),
    { changes: [['views']], onSuccess: onSaved },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name, page, search, shared });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label="Name"
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        ref={focusAtOnce}
        data-autofocus
      />
      <Checkbox
        mt={12}
        label="Everybody in the project sees it"
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      <Group mt={16} justify="flex-end">
        <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
          Save view
        </Button>
      </Group>
    </form>
  );
}
