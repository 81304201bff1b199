import { Button, Group, Modal, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { type FormEvent, useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import layout from '../../ui/layout.module.css';
import { DifferenceList } from './difference-list.tsx';
import { differences } from './differences.ts';
import type { ChangedRoute, Route, RouteVersion } from './types.ts';

/** Says what would change before a route says again what it said in a version. */
export function UndoDialog({
  route,
  version,
  onClose,
  onChanged,
}: {
  readonly route: Route;
  readonly version: RouteVersion;
  readonly onClose: () => void;
  readonly onChanged: (changed: ChangedRoute) => void;
}) {
  const [message, setMessage] = useState('');
  const found = differences(route, version);
  const restore = useApiMutation(
    (api) =>
      unwrap(
        api.POST('/api/v1/routes/{id}/restore', {
          params: { path: { id: route.id } },
          body: {
            version: version.version,
            ...(message.trim() === '' ? {} : { message: message.trim() }),
          },
        }),
      ),
    {
      changes: [['routes'], ['audit']],
      onSuccess: (changed) => {
        onChanged(changed);
        onClose();
      },
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    restore.mutate(undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Undo to version ${version.version} of ${route.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={layout.form} onSubmit={submit}>
        {found.length === 0 ? (
          <p>The route says what it said in this version already: nothing changes.</p>
        ) : (
          <>
            <p>
              It becomes a new version, {route.version + 1}, in under a second on each connected
              gateway. What changes:
            </p>
            <DifferenceList of={found} />
          </>
        )}
        <TextInput
          label="Why"
          description="For those who read its versions. It may stay empty."
          maxLength={500}
          ref={focusAtOnce}
          data-autofocus
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
        />
        {restore.error === null ? null : <ErrorNotice error={restore.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={restore.isPending} disabled={found.length === 0}>
            Undo to version {version.version}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
