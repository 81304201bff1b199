import { describe, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
useBrowser();

describe('the live tail', () => {
  it('puts what comes above what is there, while a request stays open beside the list', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      const rows = page.locator('[role=row][data-index]');
      await page.goto('/requests?user=tail-reader');
      await settled(page);
      await page.getByText('No request matches').waitFor();
      await page.getByRole('button', { name: 'Live: read again every 5 seconds' }).click();
      const first = await ask(gateway, { user: 'tail-reader', text: 'The first one' });
      await rows.filter({ hasText: 'The first one' }).waitFor();
      await rows.first().click();
      const panel = page.getByRole('complementary', { name: 'Request' });
      await panel.getByText('The first one').first().waitFor();

      await ask(gateway, { user: 'tail-reader', text: 'The second one' });
      await rows.filter({ hasText: 'The second one' }).waitFor();
      const texts = await rows.allTextContents();
      expect(texts).toHaveLength(2);
      expect(texts[0]).toContain('The second one');
      expect(page.url()).toContain(`open=${first}`);
      expect(await panel.getByText('The first one').count()).toBeGreaterThan(0);

      // Paused, nothing moves; reading again shows what came meanwhile.
      await page.getByRole('button', { name: 'Pause' }).click();
      await stored(origin, await ask(gateway, { user: 'tail-reader', text: 'The third one' }));
      expect(await rows.count()).toBe(2);
      await page.getByRole('button', { name: 'Read again', exact: true }).click();
      await rows.filter({ hasText: 'The third one' }).waitFor();
      expect(await rows.count()).toBe(3);
    });
  });

  it('is off for a range that has ended', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests?from=2026-01-01T00:00:00.000Z&to=2026-01-02T00:00:00.000Z');
      await settled(page);
      const live = page.getByRole('button', { name: 'Live: read again every 5 seconds' });
      expect(await live.isDisabled()).toBe(true);
    });
  });
});
