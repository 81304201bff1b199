import { PasswordInput, TextInput } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { createPublicApi } from '../../data/public-api.ts';
import { returnAddress } from '../../data/return-address.ts';
import { sessionQuery } from '../../data/session.ts';
import { useSearch } from '../../data/use-search.ts';
import { EnterForm } from './enter-form.tsx';
import styles from './people-page.module.css';
import { PeoplePage } from './people-page.tsx';

export default function SignIn() {
  const [{ to }] = useSearch();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const next = returnAddress(to, location.origin);
  const { data: session } = useQuery(sessionQuery);
  const signedIn = session !== null && session !== undefined;
  useEffect(() => {
    if (signedIn) location.replace(next);
  }, [signedIn, next]);
  const enter = async () => {
    await unwrap(createPublicApi().POST('/api/v1/auth/sign-in', { body: { email, password } }));
    // A whole new page: it starts with what this person may see.
    location.replace(next);
  };
  return (
    <PeoplePage title="Sign in">
      <EnterForm action="Sign in" onEnter={enter}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show password' }}
        />
      </EnterForm>
      <p className={styles.note}>
        No account? An admin of your organisation can invite you. No owner yet, or password lost:
        run <code>signalbox owner-link</code> on the server.
      </p>
    </PeoplePage>
  );
}
