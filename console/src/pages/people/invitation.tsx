import { TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { createPublicApi } from '../../data/public-api.ts';
import { EnterForm } from './enter-form.tsx';
import { NoLink } from './no-link.tsx';
import { NewPasswordField } from './password-field.tsx';
import styles from './people-page.module.css';
import { PeoplePage } from './people-page.tsx';
import { useLinkToken } from './use-link-token.ts';

/** Where an invitation leads. */
export default function Invitation() {
  const token = useLinkToken();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  if (token === null) {
    return (
      <PeoplePage title="Accept your invitation">
        <NoLink next="Whoever invited you can make another." />
      </PeoplePage>
    );
  }
  const enter = async () => {
    await unwrap(
      createPublicApi().POST('/api/v1/auth/accept-invitation', { body: { token, name, password } }),
    );
    location.replace('/');
  };
  return (
    <PeoplePage title="Accept your invitation">
      <p className={styles.note}>
        You were invited to look at, or work on, the applications that run through this Signalbox.
        You sign in with the e-mail address that you were invited by.
      </p>
      <EnterForm action="Accept and sign in" onEnter={enter}>
        <TextInput
          label="Name"
          description="As your colleagues know you."
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NewPasswordField value={password} onChange={setPassword} />
      </EnterForm>
    </PeoplePage>
  );
}
