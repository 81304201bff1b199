import { describe, expect, inject, it } from 'vitest';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, viewer, requestIds } = inject('shared');
useBrowser();

/** The third: an echo, so that its answer is its question. */
const TEXT = 'Can I return a helmet that I wore once?';

describe('a request', () => {
  it('is found by filters, opened beside the list, and shared by a link that shows others what they may see', async () => {
    let link = '';
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests');
      await settled(page);
      // By keyboard: what to filter by, then the value.
      await page.getByRole('button', { name: 'Filter', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: 'Filter by' }).waitFor();
      await page.keyboard.type('User');
      await page.keyboard.press('Enter');
      await page.getByRole('option', { name: /customer-2/ }).waitFor();
      await page.keyboard.type('customer-2');
      await page.keyboard.press('Enter');
      await page.waitForURL(/user=customer-2/);
      await settled(page);
      const rows = page.locator('[role=row][data-index]');
      const users = await rows.allTextContents();
      expect(users.length).toBeGreaterThan(2);
      for (const text of users) expect(text).toContain('customer-2');

      // The oldest of them is the third that was seeded.
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: 'Request' });
      await panel.getByText(TEXT).first().waitFor();
      expect(page.url()).toContain(`open=${requestIds[2]}`);
      // Reading on is one key press.
      await page.keyboard.press('k');
      await page.waitForURL((url) => !url.search.includes(requestIds[2] ?? ''));
      await page.goBack();
      await page.keyboard.press('j');

      await page.goto(`/requests?open=${requestIds[2]}`);
      await panel.getByText(TEXT).first().waitFor();
      await panel.getByRole('button', { name: 'Copy a link to this request' }).click();
      link = await page.evaluate(() => navigator.clipboard.readText());
      expect(link).toContain(requestIds[2]);
    });

    await withPage({ as: viewer }, async ({ page }) => {
      const bodies: string[] = [];
      page.on('response', async (response) => {
        if (response.url().includes('/api/')) bodies.push(await response.text().catch(() => ''));
      });
      await page.goto(link);
      await page.getByText('You see metadata only').waitFor();
      await page.getByRole('tab', { name: 'Details' }).click();
      await page.getByText('customer-2').first().waitFor();
      await page.goto('/requests');
      await settled(page);
      expect(await page.content()).not.toContain('helmet');
      // Not merely hidden: it was never sent.
      expect(bodies.join('\n')).not.toContain('helmet');
    });
  });

  it('is where links of before, to the page of traces, lead: with all that they say', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      const within = '?environment=development&project=default';
      await page.goto(`/traces${within}&status=error&open=${requestIds[2]}&span=step%3Ainfer`);
      await page.getByRole('complementary', { name: 'Request' }).waitFor();
      const list = new URL(page.url());
      expect([list.pathname, Object.fromEntries(list.searchParams)]).toEqual([
        '/requests',
        {
          environment: 'development',
          project: 'default',
          status: 'error',
          open: requestIds[2],
          span: 'step:infer',
        },
      ]);
      await page.goto(`/traces/${requestIds[2]}${within}&tab=details`);
      await page.getByRole('tab', { name: 'Details', selected: true }).waitFor();
      expect(page.url()).toContain(`/requests/${requestIds[2]}?`);
      await page.getByRole('heading', { name: `Request ${requestIds[2]?.slice(0, 8)}` }).waitFor();
    });
  });

  it('keeps the picture in the address: reload, back and forward show the same', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests?status=error');
      await settled(page);
      const errors = await page.locator('[role=row][data-index]').count();
      expect(errors).toBeGreaterThan(1);
      await page.getByRole('button', { name: 'Remove Status is error' }).click();
      await page.waitForURL((url) => !url.search.includes('status='));
      await settled(page);
      expect(await page.locator('[role=row][data-index]').count()).toBeGreaterThan(errors);
      await page.goBack();
      await settled(page);
      await page.getByRole('button', { name: 'Remove Status is error' }).waitFor();
      await page.reload();
      await settled(page);
      expect(await page.locator('[role=row][data-index]').count()).toBe(errors);
    });
  });

  it('offers to filter by any value of a row, and to exclude it', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/requests');
      await settled(page);
      await page.keyboard.press('j');
      await page.keyboard.press('f');
      await page.getByRole('menuitem', { name: /^Exclude status/ }).waitFor();
      await page.getByRole('menuitem', { name: /^Filter by model/ }).click();
      await page.waitForURL(/[?&]model=/);
    });
  });
});
