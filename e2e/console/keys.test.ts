import OpenAI from 'openai';
import { describe, expect, inject, it } from 'vitest';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway } = inject('shared');
useBrowser();

const question = {
  model: 'sandbox/echo',
  messages: [{ role: 'user' as const, content: 'Is this key good?' }],
};

describe('a key', () => {
  it('is made by keyboard, works in the real client, and is refused within a second of its revocation', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/keys');
      await page.getByRole('button', { name: 'Create a key' }).first().focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Create a key' }).waitFor();
      await page.keyboard.type('shop-backend');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'The key shop-backend' }).waitFor();
      await page.getByRole('button', { name: 'Copy the key' }).focus();
      await page.keyboard.press('Enter');
      const key = await page.evaluate(() => navigator.clipboard.readText());
      await page.getByRole('button', { name: 'I have kept the key' }).focus();
      await page.keyboard.press('Enter');

      const client = new OpenAI({ apiKey: key, baseURL: `${gateway}/v1`, maxRetries: 0 });
      const answer = await client.chat.completions.create(question);
      expect(answer.choices[0]?.message.content).toBe('Is this key good?');

      await page.getByRole('row', { name: /shop-backend/ }).waitFor();
      // Never again: neither in the list nor in what the page holds.
      expect(await page.content()).not.toContain(key);
      await page.keyboard.press('j');
      while ((await active(page)) !== 'shop-backend') await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Revoke…' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.type('shop-backend');
      await page.keyboard.press('Enter');
      // The page says so when gateways have taken note; from then on nothing passes.
      await page.getByText('In force on').waitFor();
      await expect(client.chat.completions.create(question)).rejects.toMatchObject({ status: 401 });
    });
  });
});

async function active(page: import('playwright-core').Page): Promise<string> {
  const cell = page.locator('[role=row][data-active] [role=gridcell]').first();
  return (await cell.textContent())?.trim() ?? '';
}
