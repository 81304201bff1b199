import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../../data/session.ts';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { SaveForm } from '../save-form.tsx';
import { Section } from '../section.tsx';
import { ProjectFields, type ProjectValues } from './project-fields.tsx';

export function NewProject({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient();
  const [value, setValue] = useState<ProjectValues>({
    name: '',
    capture: 'full',
    retention_days: 30,
    allowed_origins: [],
    on_unsupported: 'refuse',
  });
  const create = useApiMutation(
    (api, body: ProjectValues) =>
      unwrap(
        api.POST('/api/v1/projects', {
          body: { ...body, allowed_origins: [...body.allowed_origins] },
        }),
      ),
    { changes: [['projects'], ['audit']] },
  );
  const save = async () => {
    await create.mutateAsync(value);
    // The switch in the top bar offers it from now on.
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    onClose();
  };
  return (
    <Section
      title="New project"
      explain="It starts with the environments development, staging and production."
    >
      <SaveForm
        action="Create project"
        saved="Created"
        disabled={value.name === ''}
        onSave={save}
        actions={
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        }
      >
        <ProjectFields value={value} onChange={setValue} />
      </SaveForm>
    </Section>
  );
}
