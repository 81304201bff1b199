import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAGES } from './pages.ts';

const source = (path: string) =>
  readFileSync(new URL(`../../../console/src/${path}`, import.meta.url), 'utf8');

/** Leads on to another page, and shows nothing itself. */
const LEADS_ON = '/';

describe('the list of pages that axe and the pictures take', () => {
  it('has every page of the router', () => {
    const listed = PAGES.map(({ path }) => path.replace(/[?#].*/, ''));
    const routes = [...source('router.tsx').matchAll(/[pP]age\('([^']+)'/g)].map(([, path]) =>
      // `/requests/$id` is any address of that form.
      (path ?? '').replace(/\$\w+/, '[^/]+'),
    );
    expect(routes.length).toBeGreaterThan(10);
    const missing = routes.filter(
      (route) => !listed.some((path) => new RegExp(`^${route}$`).test(path)),
    );
    expect(missing).toEqual([LEADS_ON]);
  });

  it.each([
    ['/settings', 'pages/settings/settings.tsx'],
    ['/models', 'pages/models/models.tsx'],
  ])('has every tab of %s', (path, file) => {
    const tabs = [...source(file).matchAll(/\bid: '(\w+)'/g)].map(([, id]) => id ?? '');
    expect(tabs.length).toBeGreaterThan(1);
    const missing = tabs.filter(
      (tab) => !PAGES.some((page) => page.path.startsWith(`${path}?tab=${tab}`)),
    );
    expect(missing).toEqual([]);
  });
});
