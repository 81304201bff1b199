import { Anchor } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/empty-state.tsx';

export function NotFound() {
  useDocumentTitle('No such page – Signalbox');
  return (
    <EmptyState
      alone
      title="There is no such page"
      action={
        <Anchor component={Link} to="/">
          Go to the first page
        </Anchor>
      }
    >
      <p>The address may be mistyped, or come from another version of Signalbox.</p>
    </EmptyState>
  );
}
