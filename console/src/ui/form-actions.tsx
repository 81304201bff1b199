import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorNotice } from './error-notice.tsx';

/** What ends a form in a dialog: what went wrong, a way out, and the button that sends it. */
export function FormActions({
  error,
  pending,
  disabled = false,
  onCancel,
  children,
}: {
  readonly error: Error | null;
  readonly pending: boolean;
  readonly disabled?: boolean;
  readonly onCancel: () => void;
  /** What the button says. */
  readonly children: ReactNode;
}) {
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" loading={pending} disabled={disabled}>
          {children}
        </Button>
      </Group>
    </>
  );
}
