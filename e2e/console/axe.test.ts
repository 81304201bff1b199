import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BOOTSTRAP_KEY } from '../harness/system.ts';
import { OPENED } from './harness/opened.ts';
import { addressOf, PAGES, settled } from './harness/pages.ts';
import { call } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const shared = inject('shared');
const server = { console: shared.console };
let provider = '';
useBrowser();
beforeAll(async () => {
  await call(server, '/api/v1/projects', { name: 'blank' }, shared.owner);
  const view = { name: 'Seen by axe', page: 'requests', search: '?status=error', shared: false };
  await call(server, '/api/v1/views', view, shared.owner);
  const key = { name: 'seen-by-axe', environment: 'development' };
  await call(server, '/api/v1/keys', key, shared.owner);
  const made = await call(
    server,
    '/api/v1/providers',
    { name: 'axe-host', base_url: 'https://models.example.com/v1', credential: 'sk-axe' },
    shared.owner,
  );
  provider = ((await made.json()) as { id: string }).id;
});
afterAll(async () => {
  await fetch(`${shared.console}/api/v1/providers/${provider}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}` },
  });
});

const KNOWN = {
  request: shared.requestIds[0] ?? '',
  // The eleventh is refused by the sandbox.
  failed: shared.requestIds[10] ?? '',
  session: 'visit-0',
};
const CASES = PAGES.flatMap((listed) =>
  (listed.seen === 'empty-and-full' ? ['empty', 'full'] : ['full']).map((kind) => ({
    listed,
    name: listed.name,
    kind,
  })),
);
const PEOPLE = { owner: { as: shared.owner }, viewer: { as: shared.viewer }, nobody: {} };

describe('no axe violation in either theme', () => {
  it.each(CASES)('$name, $kind', async ({ listed, kind }) => {
    await withPage(PEOPLE[listed.seen === 'signed-out' ? 'nobody' : 'owner'], async ({ page }) => {
      await page.goto(addressOf(listed, kind === 'full', KNOWN));
      await expectNone(page);
    });
  });

  it.each(OPENED)('$name', async ({ path, as, open }) => {
    await withPage(PEOPLE[as], async ({ page }) => {
      await page.goto(path.replace('{request}', KNOWN.request).replace('{failed}', KNOWN.failed));
      await settled(page);
      await open(page);
      await expectNone(page);
    });
  });
});

async function expectNone(page: Page): Promise<void> {
  await settled(page);
  const light = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('[data-mantine-color-scheme="dark"]').waitFor();
  await settled(page);
  expect({ light, dark: await violations(page) }).toEqual({ light: [], dark: [] });
}

async function violations(page: Page): Promise<readonly unknown[]> {
  const found = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  }));
}
