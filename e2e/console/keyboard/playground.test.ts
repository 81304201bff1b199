import { describe, expect, inject, it } from 'vitest';
import { withKeyboard } from '../harness/keyboard.ts';
import { useBrowser } from '../harness/session.ts';

const { member } = inject('shared');
useBrowser();

describe('the playground, by keyboard only', () => {
  it('asks two models, stops one, goes on from the other, and leads to its trace', async () => {
    await withKeyboard({ as: member, width: 1440 }, async ({ page, keys }) => {
      await page.goto('/playground');
      await page.getByRole('region', { name: 'Column 1' }).waitFor();
      await keys.skipToContent();
      const column = (place: number) =>
        page.getByRole('region', { name: new RegExp(`^Column ${place}:`) });
      const model = (place: number) =>
        page.getByRole('combobox', { name: `Model of column ${place}` });
      await keys.fill(model(1), 'sandbox/echo');
      await keys.press('Escape');
      await keys.fill(column(1).getByLabel('System prompt'), 'Be brief.');
      await keys.fill(column(1).getByLabel('Message 1', { exact: true }), 'Which tyre fits?');
      await keys.use(page.getByRole('button', { name: 'Duplicate column 1' }), 'back');
      await column(2).waitFor();
      await keys.fill(model(2), 'sandbox/lorem?tps=5&tokens=500');
      await keys.press('Escape');

      // From within a field too.
      await keys.to(column(2).getByLabel('Message 1', { exact: true }));
      await keys.press('ControlOrMeta+Enter');
      const answers = page.getByRole('region', { name: 'Answer' });
      await answers.nth(1).locator('p').first().waitFor();
      await keys.use(column(2).getByRole('button', { name: 'Stop' }));
      await answers.nth(1).getByText('Stopped.').waitFor();

      const first = column(1).getByRole('region', { name: 'Answer' });
      await keys.use(first.getByRole('button', { name: 'Continue from here' }), 'back');
      const next = column(1).getByLabel('Message 3', { exact: true });
      await keys.fill(next, 'And for gravel?');
      await keys.use(column(1).getByRole('button', { name: 'Run', exact: true }));
      await first.getByText('And for gravel?').waitFor();

      await keys.use(first.getByRole('link', { name: 'Open the request' }));
      const panel = page.getByRole('complementary', { name: 'Request' });
      await panel.getByText('And for gravel?').first().waitFor();
      expect(await panel.getByText('Be brief.').count()).toBeGreaterThan(0);
    });
  });
});
