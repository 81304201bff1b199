import { PasswordInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiMutation } from '../../../data/use-api-mutation.ts';
import { NewPasswordField } from '../../people/password-field.tsx';
import { SaveForm } from '../save-form.tsx';
import { Section } from '../section.tsx';

export function PasswordForm({ email }: { readonly email: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useApiMutation(
    (api, body: { current: string; new: string }) =>
      unwrap(api.POST('/api/v1/auth/password', { body })),
    {
      changes: [['sign-ins']],
      onSuccess: () => {
        setCurrent('');
        setNext('');
      },
    },
  );
  return (
    <Section title="Password" explain="A new password ends your sign-ins on other devices.">
      <SaveForm
        action="Change password"
        saved="Changed; other sign-ins have ended"
        disabled={current === '' || next === ''}
        onSave={() => change.mutateAsync({ current, new: next })}
      >
        {/* Tells a password manager whose password it is. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show present password' }}
        />
        <NewPasswordField label="New password" value={next} onChange={setNext} />
      </SaveForm>
    </Section>
  );
}
