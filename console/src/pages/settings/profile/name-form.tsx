import { TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../data/api.ts';
import { sessionQuery } from '../../../data/session.ts';
import { SaveForm } from '../save-form.tsx';
import { Section } from '../section.tsx';

export function NameForm({ user }: { readonly user: { readonly email: string; name: string } }) {
  const api = useApi();
  const client = useQueryClient();
  const [name, setName] = useState(user.name);
  const save = async () => {
    await unwrap(api.PATCH('/api/v1/auth/me', { body: { name } }));
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <Section title="You">
      <SaveForm
        action="Save name"
        saved="Saved"
        disabled={name.trim() === '' || name.trim() === user.name}
        onSave={save}
      >
        <TextInput
          label="Name"
          description="As your colleagues see you in lists and in the audit."
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail"
          description="You sign in with it; it stays as you were invited."
          variant="filled"
          value={user.email}
          readOnly
        />
      </SaveForm>
    </Section>
  );
}
