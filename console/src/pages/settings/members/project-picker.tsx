import { Select } from '@mantine/core';
import { useSession } from '../../../data/session.ts';

/** Which project a role is for; those that have one already are not offered. */
export function ProjectPicker({
  value,
  free,
  onChange,
}: {
  readonly value: string;
  readonly free: readonly { readonly id: string; readonly name: string }[];
  readonly onChange: (projectId: string) => void;
}) {
  const { projects } = useSession();
  const own = { id: value, name: projects.find(({ id }) => id === value)?.name ?? value };
  return (
    <Select
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      label="Project"
      data={[own, ...free].map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={(id) => id !== null && onChange(id)}
      allowDeselect={false}
      searchable={free.length > 8}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
