import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
/** Long enough to be folded, with the word that is looked for below the fold. */
const TEXT = [
  ...Array.from({ length: 40 }, (_, line) => `Line ${line} says nothing.`),
  'Here is the derailleur.',
  'And the Derailleur again.',
].join('\n\n');
let id = '';
useBrowser();
beforeAll(async () => {
  id = await ask(gateway, { user: 'searcher', text: TEXT });
  await stored(origin, id);
});

describe('search within a trace', () => {
  it('opens what is folded, goes from one place to the next, and says where it is', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(`/requests/${id}`);
      const search = page.getByRole('textbox', { name: 'Search within' });
      await search.fill('derailleur');
      // Twice in the question, twice in its echo.
      await page.getByText('1 of 4').waitFor();
      expect(await marked(page)).toMatchObject({ all: 4, current: 'derailleur', onScreen: true });
      await search.press('Enter');
      await page.getByText('2 of 4').waitFor();
      expect(await marked(page)).toMatchObject({ current: 'Derailleur', onScreen: true });
      await search.press('Shift+Enter');
      await search.press('Shift+Enter');
      await page.getByText('4 of 4').waitFor();
      expect(await marked(page)).toMatchObject({ current: 'Derailleur', onScreen: true });

      await page.getByRole('tab', { name: 'Raw' }).click();
      await page.getByText(/^1 of \d+$/).waitFor();
      await search.fill('no such word');
      await page.getByText('Not found').waitFor();
      await search.press('Escape');
      expect(await search.inputValue()).toBe('');
      expect(await marked(page)).toMatchObject({ all: 0 });
    });
  });
});

/** What the page marks, which no element shows. */
function marked(page: Page) {
  return page.evaluate(() => {
    const [current] = CSS.highlights.get('signalbox-current') ?? [];
    const box = current instanceof Range ? current.getBoundingClientRect() : null;
    return {
      all: CSS.highlights.get('signalbox-found')?.size ?? 0,
      current: current instanceof Range ? current.toString() : null,
      onScreen: box !== null && box.top >= 0 && box.bottom <= innerHeight && box.height > 0,
    };
  });
}
