import { Select } from '@mantine/core';
import { isRole, ROLE_WORDS, ROLES, type Role } from './role-words.ts';

/** A role, with what it means beneath. */
export function RoleSelect({
  label,
  value,
  none,
  most,
  onChange,
}: {
  readonly label: string;
  readonly value: Role | null;
  /** How having none is called, where that may be chosen. */
  readonly none?: string;
  /** The highest that may be given. */
  readonly most: Role;
  readonly onChange: (role: Role | null) => void;
}) {
  const highest = Math.max(ROLES.indexOf(most), value === null ? 0 : ROLES.indexOf(value));
  const roles = ROLES.slice(0, highest + 1).map((role) => ({ value: role, label: role }));
  return (
    <Select
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      label={label}
      description={value === null ? 'no more than the projects below say' : ROLE_WORDS[value]}
      data={none === undefined ? roles : [{ value: '', label: none }, ...roles]}
      value={value ?? ''}
      onChange={(role) => onChange(isRole(role) ? role : null)}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
