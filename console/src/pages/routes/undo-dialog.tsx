import { Modal, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import layout from '../../ui/layout.module.css';
import { DifferenceList } from './difference-list.tsx';
import { differences } from './differences.ts';
import type { Route, RouteVersion } from './types.ts';
import { type RouteDialogEnds, useRouteChange } from './use-route-change.ts';

/** Says what would change before a route says again what it said in a version. */
export function UndoDialog({
  route,
  version,
  onClose,
  onChanged,
}: {
  readonly route: Route;
  readonly version: RouteVersion;
} & RouteDialogEnds) {
  const [message, setMessage] = useState('');
  const found = differences(route, version);
  const restore = useRouteChange(
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
    { onClose, onChanged },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Undo to version ${version.version} of ${route.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={layout.form} onSubmit={restore.submit}>
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
        <FormActions
          error={restore.error}
          pending={restore.pending}
          disabled={found.length === 0}
          onCancel={onClose}
        >
          Undo to version {version.version}
        </FormActions>
      </form>
    </Modal>
  );
}
