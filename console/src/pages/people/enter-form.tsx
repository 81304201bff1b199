import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './people-page.module.css';

/** A form that signs its reader in: what went wrong stands above the button, and a success leaves for another page. */
export function EnterForm({
  action,
  onEnter,
  children,
}: {
  /** The button: "Sign in". */
  readonly action: string;
  readonly onEnter: () => Promise<unknown>;
  readonly children: ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      // Stays busy until the next page is there.
      await onEnter();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {children}
      {error === null ? null : <ErrorNotice error={error} />}
      <Button type="submit" size="sm" loading={busy}>
        {action}
      </Button>
    </form>
  );
}
