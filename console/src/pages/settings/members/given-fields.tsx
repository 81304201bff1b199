import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { ContentSelect } from './content-select.tsx';
import type { Given, ProjectGiven } from './given.ts';
import styles from './members.module.css';
import { ProjectPicker } from './project-picker.tsx';
import { RoleSelect } from './role-select.tsx';
import { useAuthority } from './use-authority.ts';

/** What a person is given: in the organisation, where its reader may decide that, and project by project. */
export function GivenFields({
  value,
  onChange,
}: {
  readonly value: Given;
  readonly onChange: (given: Given) => void;
}) {
  const { organisation, projects } = useAuthority();
  const setProject = (index: number, patch: Partial<ProjectGiven>) =>
    onChange({
      ...value,
      project_roles: value.project_roles.map((given, at) =>
        at === index ? { ...given, ...patch } : given,
      ),
    });
  const free = projects.filter(
    ({ id }) => !value.project_roles.some(({ project_id }) => project_id === id),
  );
  const [next] = free;
  return (
    <>
      {organisation === null ? null : (
        <fieldset className={styles.given}>
          <legend>In the whole organisation</legend>
          <RoleSelect
            label="Role"
            none="none: single projects only"
            most={organisation}
            value={value.role}
            onChange={(role) =>
              onChange({ ...value, role, content: role === null ? null : value.content })
            }
          />
          {value.role === null ? null : (
            <ContentSelect
              label="Sees"
              role={value.role}
              value={value.content}
              onChange={(content) => onChange({ ...value, content })}
            />
          )}
        </fieldset>
      )}
      {value.project_roles.map((given, index) => (
        <fieldset key={given.project_id} className={styles.given}>
          <legend>In a project</legend>
          <ProjectPicker
            value={given.project_id}
            free={free}
            onChange={(project_id) => setProject(index, { project_id })}
          />
          <RoleSelect
            label="Role"
            most={projects.find(({ id }) => id === given.project_id)?.most ?? 'member'}
            value={given.role}
            onChange={(role) => role !== null && setProject(index, { role })}
          />
          <ContentSelect
            label="Sees"
            role={given.role}
            value={given.content}
            onChange={(content) => setProject(index, { content })}
          />
          <Button
            variant="subtle"
            leftSection={<IconTrash size={14} stroke={1.5} />}
            onClick={() =>
              onChange({
                ...value,
                project_roles: value.project_roles.filter((_, at) => at !== index),
              })
            }
          >
            Take the project away
          </Button>
        </fieldset>
      ))}
      {next === undefined ? null : (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={14} stroke={1.5} />}
            onClick={() =>
              onChange({
                ...value,
                project_roles: [
                  ...value.project_roles,
                  { project_id: next.id, role: 'viewer', content: null },
                ],
              })
            }
          >
            Add a role in a project
          </Button>
        </div>
      )}
    </>
  );
}
