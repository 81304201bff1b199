import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { usePlace } from '../data/use-place.ts';
import styles from './confirm-danger.module.css';
import { ErrorNotice } from './error-notice.tsx';
import { focusAtOnce } from './focus-at-once.ts';

/** Asks for the name typed before something is deleted or revoked, and says what depends on it. */
export function ConfirmDanger({
  opened,
  onClose,
  title,
  name,
  action,
  children,
  onConfirm,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** "Revoke the key support-prod". */
  readonly title: string;
  /** What has to be typed. */
  readonly name: string;
  /** The button: "Revoke key". */
  readonly action: string;
  /** What depends on it, and whether it can be undone. */
  readonly children: ReactNode;
  readonly onConfirm: () => Promise<unknown>;
}) {
  const { environment } = usePlace();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const production = environment.name === 'production';

  const close = () => {
    setTyped('');
    setError(null);
    onClose();
  };
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== name || busy) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={confirm} className={styles.form}>
        <div>{children}</div>
        <TextInput
          label={
            <>
              Type <code>{name}</code> to confirm
            </>
          }
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          ref={focusAtOnce}
          data-autofocus
        />
        {error === null ? null : <ErrorNotice error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Keep it
          </Button>
          <Button
            type="submit"
            className={styles.danger ?? ''}
            disabled={typed.trim() !== name}
            loading={busy}
          >
            {production ? `${action} in production` : action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
