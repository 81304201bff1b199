import { describe, expect, inject, it } from 'vitest';
import { withKeyboard } from '../harness/keyboard.ts';
import { settled } from '../harness/pages.ts';
import { PASSWORD } from '../harness/people.ts';
import { useBrowser } from '../harness/session.ts';

const { owner, member } = inject('shared');
useBrowser();

describe('the frame, by keyboard only', () => {
  it('lets somebody in and out, and sets range, columns, order and theme', async () => {
    await withKeyboard({}, async ({ page, keys }) => {
      await page.goto('/requests');
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      // The first field has the focus.
      await keys.type(member.email);
      await keys.fill(page.getByLabel('Password', { exact: true }), PASSWORD);
      await keys.press('Enter');
      await page.getByRole('heading', { name: 'Requests', level: 1 }).waitFor();
      await settled(page);

      await keys.use(page.getByRole('button', { name: /^Time range/ }));
      await keys.use(page.getByRole('button', { name: 'Last 7 days' }));
      await page.waitForURL(/range=7d/);
      await page.getByRole('button', { name: 'Time range: Last 7 days' }).waitFor();

      await keys.use(page.getByRole('button', { name: 'Choose columns' }));
      await keys.to(page.getByRole('checkbox', { name: 'Session' }));
      await keys.press('Space');
      await page.getByRole('columnheader', { name: 'Session' }).waitFor();
      await keys.press('Escape');
      await keys.use(page.getByRole('button', { name: 'Latency' }));
      await page.waitForURL(/sort=total_ms/);

      await keys.use(page.getByRole('button', { name: 'Use the dark theme' }), 'back');
      await page.locator('[data-mantine-color-scheme="dark"]').waitFor();
      await keys.use(page.getByRole('button', { name: /^Signed in as/ }));
      await keys.pick('Sign out');
      await page.waitForURL(/\/sign-in/);
    });
  });

  it('opens a session, an event of the audit, and a model whose price it sets', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/sessions');
      await keys.openRow('visit-1');
      await page.getByRole('heading', { level: 1, name: /visit-1/ }).waitFor();
      await page.getByText('What is the difference between').first().waitFor();

      await page.goto('/settings?tab=audit');
      await page.locator('[role=row][data-index]').first().waitFor();
      await keys.press('j');
      await keys.press('Enter');
      const event = page.getByRole('complementary', { name: 'Event' });
      await event.waitFor();
      await keys.press('Escape');
      await event.waitFor({ state: 'detached' });

      await page.goto('/models?tab=models');
      await keys.openRow('sandbox/lorem');
      const model = page.getByRole('complementary', { name: 'Model' });
      await keys.fill(model.getByLabel('Output', { exact: true }), '2.5');
      await keys.press('Enter');
      const own = model.getByRole('region', { name: 'Own prices' });
      await own.getByText('$2.5 output').waitFor();
      await keys.use(own.getByRole('button', { name: 'Remove' }), 'back');
      await own.waitFor({ state: 'detached' });
      expect(await model.getByLabel('Output', { exact: true }).inputValue()).toBe('');
    });
  });
});
