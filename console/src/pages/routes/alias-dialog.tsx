import { Button, Group, Modal, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { type FormEvent, useMemo, useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { useCallableModels } from '../../data/use-models.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { focusAtOnce } from '../../ui/focus-at-once.ts';
import layout from '../../ui/layout.module.css';
import { ModelField } from '../../ui/model-field.tsx';
import type { ChangedRoute } from './types.ts';

/** Gives one model another name: the shortest way to a route. */
export function AliasDialog({
  onClose,
  onChanged,
}: {
  readonly onClose: () => void;
  readonly onChanged: (changed: ChangedRoute) => void;
}) {
  const [name, setName] = useState('');
  const [model, setModel] = useState('');
  const known = useCallableModels();
  const models = useMemo(() => known.data?.data.map(({ id }) => id) ?? [], [known.data]);
  const save = useApiMutation(
    (api) =>
      unwrap(
        api.POST('/api/v1/routes', {
          body: { name: name.trim(), targets: [{ model: model.trim() }] },
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
    save.mutate(undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title="Add an alias"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={layout.form} onSubmit={submit}>
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
        {save.error === null ? null : <ErrorNotice error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Add the alias
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
