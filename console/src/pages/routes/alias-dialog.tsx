import { Modal, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useMemo, useState } from 'react';
import { useCallableModels } from '../../data/use-models.ts';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import { FormActions } from '../../ui/form-actions.tsx';
import layout from '../../ui/layout.module.css';
import { ModelField } from '../../ui/model-field.tsx';
import { type RouteDialogEnds, useRouteChange } from './use-route-change.ts';

/** Gives one model another name: the shortest way to a route. */
export function AliasDialog({ onClose, onChanged }: RouteDialogEnds) {
  const [name, setName] = useState('');
  const [model, setModel] = useState('');
  const known = useCallableModels();
  const models = useMemo(() => known.data?.data.map(({ id }) => id) ?? [], [known.data]);
  const save = useRouteChange(
    (api) =>
      unwrap(
        api.POST('/api/v1/routes', {
          body: { name: name.trim(), targets: [{ model: model.trim() }] },
        }),
      ),
    { onClose, onChanged },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title="Add an alias"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={layout.form} onSubmit={save.submit}>
        <p>
          One model under a name of yours. It can be pointed at another model at any time, or become
          a route of several.
        </p>
        <TextInput
          label="Name"
          required
          withAsterisk={false}
          maxLength={128}
          ref={focusAtOnce}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ModelField
          label="Model"
          heading="Model"
          models={models}
          value={model}
          onChange={setModel}
        />
        <FormActions error={save.error} pending={save.pending} onCancel={onClose}>
          Add the alias
        </FormActions>
      </form>
    </Modal>
  );
}
