import { describe, expect, inject, it } from 'vitest';
import { PASSWORD } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, console: origin } = inject('shared');
useBrowser();

describe('members', () => {
  it('are invited by a link, come in with a password of their own, and are out the moment they are disabled', async () => {
    let link = '';
    await withPage({ as: owner }, async ({ page, context }) => {
      await page.goto('/settings?tab=members');
      await page.getByRole('button', { name: 'Invite a person' }).click();
      await page.getByLabel('E-mail').fill('nina@example.com');
      await page.getByRole('button', { name: 'Make the invitation' }).click();
      await page.getByRole('button', { name: 'Copy the link' }).click();
      link = await page.evaluate(() => navigator.clipboard.readText());
      expect(new URL(link).origin).toBe(origin);
      await page.getByRole('button', { name: 'Done' }).click();

      const browser = context.browser();
      if (browser === null) throw new Error('no browser');
      const other = await browser.newContext({ baseURL: origin });
      const guest = await other.newPage();
      await guest.goto(link);
      // By keyboard alone.
      await guest.getByRole('heading', { name: 'Accept your invitation' }).waitFor();
      await guest.keyboard.type('Nina New');
      await guest.keyboard.press('Tab');
      await guest.keyboard.type(PASSWORD);
      await guest.keyboard.press('Enter');
      await guest.getByRole('button', { name: 'Signed in as Nina New' }).waitFor();

      await page.reload();
      await page.getByRole('row', { name: /Nina New/ }).click();
      await page.getByRole('button', { name: 'Disable Nina New…' }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('button', { name: 'Disable' }).isDisabled()).toBe(true);
      await page.keyboard.type('nina@example.com');
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      // Out at once.
      await guest.reload();
      await guest.waitForURL(/\/sign-in\?/);
      await other.close();
    });
  });
});
