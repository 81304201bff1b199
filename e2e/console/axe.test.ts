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
  const route = {
    name: 'assistant',
    strategy: 'weighted',
    targets: [
      { model: 'axe-host/big', weight: 3 },
      { model: 'axe-host/old', weight: 0 },
      { model: 'sandbox/echo', order: 2, timeouts: { total_ms: 5000 } },
    ],
    rules: [
      { name: 'beta testers', when: { tags: ['beta'] }, targets: [{ model: 'axe-host/new' }] },
    ],
  };
  const routed = await call(server, '/api/v1/routes', route, shared.owner);
  const { id } = (await routed.json()) as { id: string };
  // What a page shows of changes, and of what stands in a route's way.
  await change('PATCH', `/api/v1/routes/${id}`, { strategy: 'latency', message: 'Quicker' });
  const off = { name: 'off', enabled: false, targets: [{ model: 'sandbox/echo' }] };
  await call(server, '/api/v1/routes', off, shared.owner);
});
afterAll(async () => {
  await change('DELETE', `/api/v1/providers/${provider}`);
});

async function change(method: string, path: string, body?: object): Promise<void> {
  const response = await fetch(`${shared.console}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${BOOTSTRAP_KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
}

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
