import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './settings.module.css';

/** A form with one button: busy while it saves, then says so, or what went wrong. */
export function SaveForm({
  action,
  saved,
  disabled = false,
  actions,
  onSave,
  children,
}: {
  /** The button: "Change password". */
  readonly action: string;
  /** What is said afterwards: "Saved". */
  readonly saved: string;
  readonly disabled?: boolean;
  /** Other buttons beside it. */
  readonly actions?: ReactNode;
  readonly onSave: () => Promise<unknown>;
  readonly children: ReactNode;
}) {
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (state === 'busy' || disabled) return;
    setState('busy');
    setError(null);
    try {
      await onSave();
      setState('saved');
    } catch (failure) {
      setError(failure);
      setState('idle');
    }
  };
  return (
    <form className={styles.form} onSubmit={submit} onChange={() => setState('idle')}>
      {children}
      {error === null ? null : <ErrorNotice error={error} />}
      <div className={styles.actions}>
        <Button type="submit" loading={state === 'busy'} disabled={disabled}>
          {action}
        </Button>
        {actions}
        <span role="status" className={styles.sub}>
          {state === 'saved' ? saved : ''}
        </span>
      </div>
    </form>
  );
}
