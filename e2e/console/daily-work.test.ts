import { describe, expect, inject, it } from 'vitest';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, requestIds } = inject('shared');
useBrowser();

describe('daily work', () => {
  it('has search and sign-out within a screen of 400 px', async () => {
    await withPage({ as: owner, width: 400 }, async ({ page }) => {
      await page.goto('/requests');
      await settled(page);
      for (const name of [/^Go to/, /^Signed in as/]) {
        const box = await page.getByRole('button', { name }).boundingBox();
        expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 400) + (box?.width ?? 0)).toBeLessThanOrEqual(400);
      }
      await page.getByRole('button', { name: /^Signed in as/ }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    });
  });

  it('opens a request by its id alone, whatever the range, with the head of its trace', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(`/requests/${requestIds[2]}?from=2020-01-01&to=2020-01-02`);
      const head = page.getByLabel('Trace', { exact: true });
      await head.getByText('Total time').waitFor();
      expect(await head.textContent()).toContain('customer-2');
    });
  });

  it('goes to today by name, says how many match, and what a search looks through', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests');
      await settled(page);
      await page.getByRole('button', { name: /^Time range/ }).click();
      await page.getByRole('button', { name: 'Today', exact: true }).click();
      await page.waitForURL(/range=today/);
      await page.getByText(/requests match/).waitFor();
      await page.goto('/requests?text=nobodyeversaidthis');
      await page.getByText('The search looks at the first 200 characters').waitFor();
      await page.getByText('0 requests match').waitFor();
    });
  });

  it('says "not kept" of what retention has deleted', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests?from=2020-01-01&to=2020-01-02');
      await page
        .getByText(/^Not kept before/)
        .first()
        .waitFor();
      expect(await page.getByText('No requests in this time range').count()).toBe(0);
    });
  });
});
