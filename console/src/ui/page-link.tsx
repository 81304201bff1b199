import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Search } from '../data/search.ts';

/** A link to another page of the console, in the same place and time range unless `search` says otherwise. */
export function PageLink({
  to,
  search = {},
  children,
}: {
  readonly to: string;
  readonly search?: Search;
  readonly children: ReactNode;
}) {
  return (
    <Anchor
      underline="always"
      renderRoot={(props) => <Link {...props} to={to} search={() => search} />}
    >
      {children}
    </Anchor>
  );
}
