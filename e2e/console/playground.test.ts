import { describe, expect, inject, it } from 'vitest';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const shared = inject('shared');
useBrowser();

describe('the playground', () => {
  it('streams two models side by side, keeps what was typed, and leads to the trace', async () => {
    await withPage({ as: shared.owner }, async ({ page }) => {
      await page.goto('/playground');
      await settled(page);
      const message = page.getByRole('textbox', { name: 'Message 1', exact: true });
      await message.fill('Say **stop** <img src=x onerror=alert(1)>');
      await page.getByRole('button', { name: 'Add a column' }).click();
      const models = page.getByRole('combobox', { name: /^Model of column/ });
      await models.nth(0).fill('sandbox/echo');
      await models.nth(1).fill('sandbox/lorem?tps=200');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Enter');
      const answers = page.getByRole('region', { name: 'Answer' });
      await answers.nth(0).getByText('stop', { exact: true }).waitFor();
      const trace = answers.nth(1).getByRole('link', { name: 'Open its trace' });
      await trace.waitFor();
      await page.reload();
      await settled(page);
      expect(await models.nth(1).inputValue()).toBe('sandbox/lorem?tps=200');
      expect(await message.first().inputValue()).toContain('Say **stop**');
    });
  });
});

describe('keys', () => {
  it('are shown once, work, and are refused when they were revoked', async () => {
    await withPage({ as: shared.owner }, async ({ page }) => {
      await page.goto('/keys');
      await settled(page);
      await page.getByRole('button', { name: 'Create a key' }).first().click();
      await page.getByRole('textbox', { name: 'Name' }).fill('browser-made');
      await page.getByRole('button', { name: 'Create the key' }).click();
      const command =
        (await page
          .getByText(/^curl http/)
          .first()
          .textContent()) ?? '';
      const [, url = ''] = /curl (\S+)/.exec(command) ?? [];
      const [, key = ''] = /Bearer (sbx_\w+)/.exec(command) ?? [];
      const call = async () =>
        (
          await fetch(url, {
            method: 'POST',
            headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
            body: '{"model":"sandbox/echo","messages":[{"role":"user","content":"hi"}]}',
          })
        ).status;
      expect(await call()).toBe(200);
      await page.getByRole('button', { name: 'I have kept the key' }).click();
      await page.getByRole('row', { name: /browser-made/ }).click();
      await page.getByRole('button', { name: 'Revoke…' }).click();
      await page.getByRole('textbox', { name: /to confirm/ }).fill('browser-made');
      await page.getByRole('button', { name: /^Revoke key/ }).click();
      await page.getByText(/In force on gateway-/).waitFor();
      expect(await call()).toBe(401);
      expect(await page.content()).not.toContain(key);
    });
  });
});
