import { Button } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery, useSession } from '../../../data/session.ts';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { SaveForm } from '../save-form.tsx';
import styles from '../settings.module.css';
import { CAPTURE_WORDS } from './capture-words.ts';
import { ProjectFields, type ProjectValues } from './project-fields.tsx';

interface Project extends ProjectValues {
  readonly id: string;
  readonly version: number;
}

interface ChangedProject extends Omit<ProjectValues, 'allowed_origins'> {
  readonly allowed_origins: string[];
}

/** A project in a line; open, with its form. */
export function ProjectRow({
  project,
  open,
  onOpen,
  onClose,
}: {
  readonly project: Project;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const { projects } = useSession();
  const client = useQueryClient();
  const [value, setValue] = useState<ProjectValues>(project);
  const { name, capture, retention_days, allowed_origins, on_unsupported } = project;
  const own = projects.find(({ id }) => id === project.id);
  const mayWrite = own?.scopes.some((scope) => scope === 'projects:write');
  const change = useApiMutation(
    (api, body: ChangedProject) =>
      unwrap(
        api.PATCH('/api/v1/projects/{id}', {
          params: {
            path: { id: project.id },
            header: { 'if-match': `"${project.version}"` },
          },
          // One changes a project while in it, and not in an environment of another.
          headers: {
            'x-signalbox-project': project.id,
            'x-signalbox-environment': own?.environments[0]?.id ?? null,
          },
          body,
        }),
      ),
    { changes: [['projects'], ['audit']] },
  );
  const save = async () => {
    await change.mutateAsync({
      name: value.name,
      capture: value.capture,
      retention_days: value.retention_days,
      allowed_origins: [...value.allowed_origins],
      on_unsupported: value.on_unsupported,
    });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    onClose();
  };
  const same =
    value.name === name &&
    value.capture === capture &&
    value.retention_days === retention_days &&
    value.on_unsupported === on_unsupported &&
    value.allowed_origins.join() === allowed_origins.join();
  return (
    <li className={styles.row}>
      <div className={styles.main}>
        <PageLink to="/settings" search={{ tab: 'projects', project: name }}>
          {name}
        </PageLink>
        <div className={styles.sub}>
          keeps {CAPTURE_WORDS[capture].label.toLowerCase()} for {retention_days}{' '}
          {retention_days === 1 ? 'day' : 'days'}
        </div>
      </div>
      {mayWrite === true ? (
        <Button
          variant="default"
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Change'} ${name}`}
          onClick={open ? onClose : onOpen}
        >
          {open ? 'Close' : 'Change'}
        </Button>
      ) : null}
      {open && mayWrite === true ? (
        <div className={styles.wide}>
          <SaveForm action="Save project" saved="Saved" disabled={same} onSave={save}>
            <ProjectFields value={value} onChange={setValue} />
          </SaveForm>
        </div>
      ) : null}
    </li>
  );
}
