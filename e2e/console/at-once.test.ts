import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { useBrowser, withPage } from './harness/session.ts';

const { owner } = inject('shared');
useBrowser();

/** Notes what has the focus at the moment a dialog comes into the page, before anything else can run. */
async function watchDialogs(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('[role=dialog]') === null) return;
      observer.disconnect();
      document.body.dataset['focused'] = document.activeElement?.tagName ?? '';
    }).observe(document.body, { childList: true, subtree: true });
  });
  return async () => {
    await page.getByRole('dialog').waitFor();
    return page.evaluate(() => document.body.dataset['focused'] ?? '');
  };
}

describe('who types at once', () => {
  it.each([
    ['the name of a key', '/keys', 'Create a key'],
    ['the e-mail of an invitation', '/settings?tab=members', 'Invite a person'],
    ['the name of a provider', '/models', 'Add a provider'],
  ])('writes %s from its first letter on', async (_, path, button) => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(path);
      const opener = page.getByRole('button', { name: button }).first();
      await opener.waitFor();
      const focused = await watchDialogs(page);
      await opener.focus();
      await page.keyboard.press('Enter');
      expect(await focused()).toBe('INPUT');
    });
  });

  it('asks the command palette from the first letter on', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/keys');
      await page.getByRole('button', { name: 'Create a key' }).first().waitFor();
      const focused = await watchDialogs(page);
      await page.keyboard.press('Control+k');
      expect(await focused()).toBe('INPUT');
    });
  });
});

describe('what is shown once', () => {
  it('a key, whether or not its list can be read again', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/keys');
      await page.getByRole('button', { name: 'Create a key' }).first().click();
      await page.route(/\/api\/v1\/keys\?/, () => undefined);
      await page.getByLabel('Name').fill('shown-at-once');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'The key shown-at-once' }).waitFor();
    });
  });

  it('the link of an invitation', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/settings?tab=members');
      await page.getByRole('button', { name: 'Invite a person' }).first().click();
      await page.route(
        (url) => url.pathname.startsWith('/api/v1/'),
        (route) => (route.request().method() === 'GET' ? undefined : route.continue()),
      );
      await page.getByLabel('E-mail').fill('at-once@example.test');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /Copy/ }).first().waitFor();
    });
  });
});
