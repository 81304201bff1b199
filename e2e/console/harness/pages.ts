import type { Page } from 'playwright-core';

export interface ConsolePage {
  /** What its picture is called. */
  readonly name: string;
  /** `{request}` and `{session}` stand for some that are there when full. */
  readonly path: string;
  /** Who sees it: nobody who is signed in, or the owner in an empty project, in a full one, or in either alike. */
  readonly seen: 'signed-out' | 'empty-and-full' | 'alike';
}

export const PAGES: readonly ConsolePage[] = [
  { name: 'sign-in', path: '/sign-in', seen: 'signed-out' },
  { name: 'welcome', path: '/welcome#token=shown-to-nobody', seen: 'signed-out' },
  { name: 'invitation', path: '/invitation#token=shown-to-nobody', seen: 'signed-out' },
  { name: 'documentation', path: '/docs/traces', seen: 'signed-out' },
  { name: 'overview', path: '/overview', seen: 'empty-and-full' },
  { name: 'requests', path: '/requests', seen: 'empty-and-full' },
  { name: 'request-beside-the-list', path: '/requests?open={request}', seen: 'alike' },
  { name: 'request', path: '/requests/{request}', seen: 'alike' },
  { name: 'request-details', path: '/requests/{request}?tab=details', seen: 'alike' },
  { name: 'request-raw', path: '/requests/{request}?tab=raw', seen: 'alike' },
  { name: 'sessions', path: '/sessions', seen: 'empty-and-full' },
  { name: 'session', path: '/sessions/{session}', seen: 'alike' },
  { name: 'spend', path: '/spend', seen: 'empty-and-full' },
  { name: 'exports', path: '/exports', seen: 'empty-and-full' },
  { name: 'playground', path: '/playground', seen: 'empty-and-full' },
  { name: 'providers', path: '/models?tab=providers', seen: 'alike' },
  { name: 'models', path: '/models?tab=models', seen: 'alike' },
  { name: 'routes', path: '/routes', seen: 'empty-and-full' },
  { name: 'keys', path: '/keys', seen: 'empty-and-full' },
  { name: 'system', path: '/system', seen: 'alike' },
  { name: 'settings-profile', path: '/settings?tab=profile', seen: 'alike' },
  { name: 'settings-members', path: '/settings?tab=members', seen: 'alike' },
  {
    name: 'settings-invitations',
    path: '/settings?tab=members&show=invitations',
    seen: 'alike',
  },
  { name: 'settings-projects', path: '/settings?tab=projects&edit=new', seen: 'alike' },
  { name: 'settings-environments', path: '/settings?tab=environments', seen: 'alike' },
  { name: 'settings-organisation', path: '/settings?tab=organisation', seen: 'alike' },
  { name: 'settings-audit', path: '/settings?tab=audit', seen: 'alike' },
];

/** Where a page is when its project is empty or full; the latter also for pages that are alike in both. */
export function addressOf(
  page: ConsolePage,
  full: boolean,
  known: { readonly request: string; readonly session: string },
): string {
  const [path = '', fragment] = page.path
    .replace('{request}', known.request)
    .replace('{session}', known.session)
    .split('#');
  if (page.seen === 'signed-out') return page.path;
  const project = `project=${full ? 'default' : 'blank'}`;
  return `${path}${path.includes('?') ? '&' : '?'}${project}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Until nothing is loading: the heading is there, and no skeleton, busy region or dimmed content is. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('.mantine-Skeleton-root, [aria-busy="true"], [data-stale]') === null,
  );
  // Charts draw in the frame after their data came.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}
