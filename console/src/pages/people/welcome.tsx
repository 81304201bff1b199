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

/** Where the one-time owner link leads. */
export default function Welcome() {
  const token = useLinkToken();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  if (token === null) {
    return (
      <PeoplePage title="Own this installation">
        <NoLink next="The start of Signalbox names it; signalbox owner-link makes another." />
      </PeoplePage>
    );
  }
  const enter = async () => {
    await unwrap(
      createPublicApi().POST('/api/v1/auth/owner', { body: { token, email, name, password } }),
    );
    location.replace('/');
  };
  return (
    <PeoplePage title="Own this installation">
      <p className={styles.note}>
        Owners see and change everything, and let others in. With an address that is known here
        already, that person becomes an owner with this password.
      </p>
      <EnterForm action="Become its owner" onEnter={enter}>
        <TextInput
          label="Name"
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail"
          description="You sign in with it. Signalbox sends no mail."
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NewPasswordField value={password} onChange={setPassword} />
      </EnterForm>
    </PeoplePage>
  );
}
