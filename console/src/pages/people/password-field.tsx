import { PasswordInput } from '@mantine/core';

/** The shortest that the API takes. */
const MIN_CHARACTERS = 12;

/** A password to be chosen. */
export function NewPasswordField({
  value,
  onChange,
  label = 'Password',
}: {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly label?: string;
}) {
  return (
    <PasswordInput
      label={label}
      description={`${MIN_CHARACTERS} characters or more: a phrase, best one from a password manager.`}
      autoComplete="new-password"
      minLength={MIN_CHARACTERS}
      maxLength={200}
      required
      withAsterisk={false}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': `Show ${label.toLowerCase()}` }}
    />
  );
}
