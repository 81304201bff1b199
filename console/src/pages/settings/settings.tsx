import { type ComponentType, lazy, Suspense } from 'react';
import type { Scope } from '../../data/session.ts';
import { usePlace } from '../../data/use-place.ts';
import { useSearch } from '../../data/use-search.ts';
import { Page } from '../../frame/page.tsx';
import { Pending } from '../../frame/pending.tsx';
import { PageTabs } from '../../ui/page-tabs.tsx';

interface Tab {
  readonly id: string;
  readonly label: string;
  readonly docs: string;
  /** Who may see it. Absent: everybody. */
  readonly scope?: Scope;
  /** A list, which takes the height that is left. */
  readonly fill?: boolean;
  readonly content: ComponentType;
}

const TABS: readonly Tab[] = [
  {
    id: 'profile',
    label: 'Profile',
    docs: 'people#sign-ins',
    content: lazy(() => import('./profile/profile.tsx')),
  },
  {
    id: 'members',
    label: 'Members',
    docs: 'people#roles',
    scope: 'people:read',
    fill: true,
    content: lazy(() => import('./members/members.tsx')),
  },
  {
    id: 'projects',
    label: 'Projects',
    docs: 'projects',
    scope: 'projects:read',
    content: lazy(() => import('./projects/projects.tsx')),
  },
  {
    id: 'environments',
    label: 'Environments',
    docs: 'projects#environments',
    scope: 'projects:read',
    content: lazy(() => import('./environments/environments.tsx')),
  },
  {
    id: 'organisation',
    label: 'Organisation',
    docs: 'projects',
    scope: 'projects:read',
    content: lazy(() => import('./organisation/organisation.tsx')),
  },
  {
    id: 'audit',
    label: 'Audit',
    docs: 'people#audit',
    scope: 'audit:read',
    fill: true,
    content: lazy(() => import('./audit/audit.tsx')),
  },
];

/** What concerns people and places rather than requests; the tab is part of the address. */
export default function Settings() {
  const [{ tab: asked }] = useSearch();
  const place = usePlace();
  const tabs = TABS.filter(
    ({ scope }) => scope === undefined || place.project.scopes.includes(scope),
  );
  const tab = tabs.find(({ id }) => id === asked) ?? tabs[0];
  if (tab === undefined) return null;
  const Content = tab.content;
  return (
    <Page title={`Settings: ${tab.label}`} docs={tab.docs} fill={tab.fill ?? false}>
      <PageTabs label="Settings" to="/settings" tabs={tabs} current={tab.id} />
      <Suspense fallback={<Pending />}>
        <Content />
      </Suspense>
    </Page>
  );
}
