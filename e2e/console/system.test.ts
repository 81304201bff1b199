import { describe, expect, inject, it } from 'vitest';
import { useBrowser, withPage } from './harness/session.ts';

const { owner } = inject('shared');
useBrowser();

describe('the system page', () => {
  it('says of every process since when it runs, the supervisor first', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/system');
      const rows = page.getByRole('group', { name: 'Table of processes' }).locator('tbody tr');
      await rows.nth(3).waitFor();
      const started = await rows
        .locator('time')
        .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
      expect(await rows.first().getByRole('rowheader').textContent()).toBe('supervisor');
      expect(started).toHaveLength(await rows.count());
      const [supervisor = Number.NaN, ...roles] = started.map((at) => Date.parse(at));
      // It started them.
      for (const role of roles) expect(supervisor).toBeLessThan(role);
    });
  });
});
