import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { addressOf, PAGES, settled } from './harness/pages.ts';
import { call } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const shared = inject('shared');
useBrowser();
beforeAll(async () => {
  await call({ console: shared.console }, '/api/v1/projects', { name: 'blank' }, shared.owner);
});

const KNOWN = { request: shared.requestIds[0] ?? '', session: 'visit-0' };
const CASES = PAGES.flatMap((listed) =>
  (listed.seen === 'empty-and-full' ? ['empty', 'full'] : ['full']).map((kind) => ({
    listed,
    name: listed.name,
    kind,
  })),
);

describe('no axe violation in either theme', () => {
  it.each(CASES)('$name, $kind', async ({ listed, kind }) => {
    const as = listed.seen === 'signed-out' ? {} : { as: shared.owner };
    await withPage(as, async ({ page }) => {
      await page.goto(addressOf(listed, kind === 'full', KNOWN));
      await settled(page);
      const light = await violations(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('[data-mantine-color-scheme="dark"]').waitFor();
      await settled(page);
      expect({ light, dark: await violations(page) }).toEqual({ light: [], dark: [] });
    });
  });
});

async function violations(page: Page): Promise<readonly unknown[]> {
  const found = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return found.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    at: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  }));
}
