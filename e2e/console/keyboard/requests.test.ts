import { describe, expect, inject, it } from 'vitest';
import { withKeyboard } from '../harness/keyboard.ts';
import { settled } from '../harness/pages.ts';
import { useBrowser } from '../harness/session.ts';

const { owner, viewer, requestIds } = inject('shared');
useBrowser();

/** The third that was seeded: an echo, so that its answer is its question. */
const TEXT = 'Can I return a helmet that I wore once?';

describe('requests, by keyboard only', () => {
  it('are filtered, read one after the other, and shared with somebody who sees metadata only', async () => {
    let link = '';
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/requests');
      await settled(page);
      await keys.skipToContent();
      await keys.use(page.getByRole('button', { name: 'Filter', exact: true }));
      await page.getByRole('combobox', { name: 'Filter by' }).waitFor();
      await keys.type('User');
      await keys.press('Enter');
      await page.getByRole('option', { name: /customer-2/ }).waitFor();
      await keys.type('customer-2');
      await keys.press('Enter');
      await page.waitForURL(/user=customer-2/);
      await settled(page);

      // The oldest, then the one after it, and back.
      await keys.press('End');
      await keys.press('Enter');
      const panel = page.getByRole('complementary', { name: 'Request' });
      await panel.getByText(TEXT).first().waitFor();
      await keys.press('k');
      await page.waitForURL((url) => !url.search.includes(requestIds[2]!));
      await keys.press('j');
      await panel.getByText(TEXT).first().waitFor();

      await keys.use(panel.getByRole('button', { name: 'Copy a link to this request' }));
      await panel.getByRole('button', { name: 'Copied' }).waitFor();
      link = await page.evaluate(() => navigator.clipboard.readText());
      expect(link).toContain(requestIds[2]);
      await keys.press('Escape');
      await panel.waitFor({ state: 'detached' });
      await keys.use(page.getByRole('button', { name: 'Remove User is customer-2' }), 'back');
      await page.waitForURL((url) => !url.search.includes('user='));
    });

    await withKeyboard({ as: viewer }, async ({ page, keys }) => {
      await page.goto(link);
      await page.getByText('You see metadata only').waitFor();
      await keys.skipToContent();
      await keys.to(page.getByRole('tab', { name: 'Conversation' }));
      await keys.press('ArrowRight');
      await keys.press('Enter');
      await page.getByRole('tabpanel').getByText('customer-2').first().waitFor();
      await keys.use(
        page.getByRole('tab', { name: 'Raw' }).or(page.getByRole('tab', { selected: true })),
      );
      expect(await page.content()).not.toContain('helmet');
      // On to the list, by the rail.
      await keys.use(
        page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Requests' }),
        'back',
      );
      await page.getByRole('grid', { name: 'Requests' }).waitFor();
      await settled(page);
      expect(await page.content()).not.toContain('helmet');
    });
  });

  it('have views that are saved, used again and deleted', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/requests?status=error&range=7d');
      await settled(page);
      const failed = await page.locator('[role=row][data-index]').count();
      await keys.skipToContent();
      const views = page.getByRole('button', { name: 'Views' });
      await keys.use(views);
      await keys.pick('Save this view…');
      await page.getByRole('dialog', { name: 'Save this view' }).waitFor();
      await keys.type('What failed this week');
      await keys.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // The focus is where it was before.
      await keys.expectOn(views);

      await page.goto('/requests');
      await settled(page);
      expect(await page.locator('[role=row][data-index]').count()).toBeGreaterThan(failed);
      await keys.skipToContent();
      await keys.use(views);
      // Not the item beside it, which deletes the view.
      await keys.pick(/^What failed this week$/);
      await page.waitForURL(/status=error/);
      expect(page.url()).toContain('range=7d');
      await settled(page);
      expect(await page.locator('[role=row][data-index]').count()).toBe(failed);

      await keys.use(views);
      await keys.pick('Delete the view What failed this week');
      await keys.expectOn(views);
      await keys.press('Enter');
      await page.getByRole('menuitem', { name: 'Save this view…' }).waitFor();
      await page.getByText('What failed this week').waitFor({ state: 'detached' });
    });
  });
});
