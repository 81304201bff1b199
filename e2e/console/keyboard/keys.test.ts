import OpenAI from 'openai';
import { describe, expect, inject, it } from 'vitest';
import { withKeyboard } from '../harness/keyboard.ts';
import { useBrowser } from '../harness/session.ts';

const { owner, gateway } = inject('shared');
useBrowser();

const question = {
  model: 'sandbox/echo',
  messages: [{ role: 'user' as const, content: 'Is this key good?' }],
};

describe('keys, by keyboard only', () => {
  it('are made, work in the real client, are never shown again, and are revoked', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/keys');
      await keys.skipToContent();
      await keys.use(page.getByRole('button', { name: 'Create a key' }).first());
      const creating = page.getByRole('dialog', { name: 'Create a key' });
      await creating.waitFor();
      await keys.type('shop-backend');
      await keys.choose(creating.getByRole('combobox', { name: 'Expires' }), 'In 30 days');
      await keys.fill(creating.getByRole('combobox', { name: 'Models' }), 'sandbox/*');
      await keys.press('Enter');
      await keys.use(creating.getByRole('button', { name: 'Create the key' }));
      const made = page.getByRole('dialog', { name: 'The key shop-backend' });
      await keys.use(made.getByRole('button', { name: 'Copy the key' }));
      await made.getByRole('button', { name: 'Copied' }).waitFor();
      const key = await page.evaluate(() => navigator.clipboard.readText());
      // The examples for each client, by the arrows.
      await keys.to(made.getByRole('tab', { selected: true }));
      await keys.press('ArrowRight');
      await made.getByRole('tabpanel').getByText('import OpenAI').waitFor();
      await keys.use(made.getByRole('button', { name: 'I have kept the key' }));
      await made.waitFor({ state: 'detached' });

      const client = new OpenAI({ apiKey: key, baseURL: `${gateway}/v1`, maxRetries: 0 });
      const answer = await client.chat.completions.create(question);
      expect(answer.choices[0]?.message.content).toBe('Is this key good?');

      const row = page.getByRole('row', { name: /shop-backend/ });
      await row.waitFor();
      // Never again: neither in the list nor in what the page holds.
      expect(await page.content()).not.toContain(key);
      await keys.openRow('shop-backend');
      const panel = page.getByRole('complementary', { name: 'Key' });
      await keys.use(panel.getByRole('button', { name: 'Revoke…' }));
      await page.getByRole('dialog', { name: 'Revoke shop-backend' }).waitFor();
      await keys.type('shop-backend');
      await keys.press('Enter');
      // The page says so when gateways have taken note; from then on nothing passes.
      await panel.getByText('In force on').waitFor();
      await expect(client.chat.completions.create(question)).rejects.toMatchObject({ status: 401 });
      await row.waitFor({ state: 'detached' });
      await keys.press('Escape');
      await panel.waitFor({ state: 'detached' });
    });
  });
});
