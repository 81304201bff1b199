import { describe, expect, inject, it } from 'vitest';
import { withKeyboard } from '../harness/keyboard.ts';
import { useBrowser } from '../harness/session.ts';

const { owner } = inject('shared');
useBrowser();

describe('settings, by keyboard only', () => {
  it('make a project, and change what it keeps and for how long', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/settings?tab=profile');
      await keys.skipToContent();
      const tabs = page.getByRole('navigation', { name: 'Settings' });
      await keys.use(tabs.getByRole('link', { name: 'Projects' }));
      await keys.use(page.getByRole('button', { name: 'New project' }));
      await keys.fill(page.getByLabel('Name', { exact: true }), 'by-keyboard');
      await keys.use(page.getByRole('button', { name: 'Create project' }));
      const row = page.getByRole('listitem').filter({ hasText: 'by-keyboard' });
      await row.getByText('keeps everything for 30 days').waitFor();

      await keys.use(page.getByRole('button', { name: 'Change by-keyboard' }));
      await keys.turnTo(row.getByRole('radio', { name: 'Metadata', exact: false }));
      await keys.fill(row.getByLabel('For how many days'), '7');
      await keys.use(row.getByRole('button', { name: 'Save project' }));
      await row.getByText('for 7 days').waitFor();
      await page.reload();
      await row.getByText('keeps metadata for 7 days').waitFor();
      // The switch in the top bar knows it.
      await keys.use(page.getByRole('button', { name: /^Project / }));
      await keys.pick('by-keyboard');
      await page.waitForURL(/project=by-keyboard/);
    });
  });

  it('add an environment, and change a name', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/settings?tab=environments');
      await keys.skipToContent();
      await keys.fill(page.getByLabel('Name', { exact: true }), 'preview');
      await keys.press('Enter');
      await page.getByRole('listitem').filter({ hasText: 'preview' }).waitFor();
      await keys.use(page.getByRole('link', { name: 'preview' }), 'back');
      await page.getByRole('button', { name: 'Environment preview' }).waitFor();

      await page.goto('/settings?tab=profile');
      await keys.skipToContent();
      const name = page.getByLabel('Name', { exact: true });
      await keys.fill(name, 'Olive O. Owner');
      await keys.press('Enter');
      await page.getByRole('button', { name: 'Signed in as Olive O. Owner' }).waitFor();
      await keys.fill(name, 'Olive Owner');
      await keys.press('Enter');
      await page.getByRole('button', { name: 'Signed in as Olive Owner' }).waitFor();
      expect(await name.inputValue()).toBe('Olive Owner');
    });
  });
});
