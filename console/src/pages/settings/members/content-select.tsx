import { Select } from '@mantine/core';
import type { Role } from './role-words.ts';

/** The right to see prompts and answers, which is apart from the role. */
export function ContentSelect({
  label,
  role,
  value,
  onChange,
}: {
  readonly label: string;
  readonly role: Role | null;
  readonly value: boolean | null;
  readonly onChange: (content: boolean | null) => void;
}) {
  const usual = role === 'viewer' ? 'metadata only' : 'content too';
  return (
    <Select
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      label={label}
      description="Content is prompts and answers; metadata is who, when, how long, what cost."
      data={[
        { value: '', label: role === null ? 'as the role has it' : `as the role: ${usual}` },
        { value: 'true', label: 'content too' },
        { value: 'false', label: 'metadata only' },
      ]}
      value={value === null ? '' : String(value)}
      onChange={(text) => onChange(text === 'true' ? true : text === 'false' ? false : null)}
      allowDeselect={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
