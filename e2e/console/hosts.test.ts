import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BOOTSTRAP_KEY } from '../harness/system.ts';
import { ANTHROPIC_KEY, AnthropicHost } from '../upstreams/anthropic/host.ts';
import { GEMINI_KEY, GeminiHost } from '../upstreams/gemini/host.ts';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, console: origin } = inject('shared');
useBrowser();

const HOSTS = [
  {
    host: new AnthropicHost(),
    label: 'Anthropic',
    name: 'anthropic',
    credential: ANTHROPIC_KEY,
    model: 'claude-sonnet-4-5',
  },
  {
    host: new GeminiHost(),
    label: 'Google Gemini',
    name: 'gemini',
    credential: GEMINI_KEY,
    model: 'gemini-2.5-flash',
  },
];
beforeAll(async () => {
  for (const { host } of HOSTS) await host.listen();
});
afterAll(async () => {
  const headers = { authorization: `Bearer ${BOOTSTRAP_KEY}` };
  const list = await fetch(`${origin}/api/v1/providers?limit=1000`, { headers });
  const { data } = (await list.json()) as { data: { id: string; name: string }[] };
  for (const { id } of data.filter((one) => HOSTS.some(({ name }) => name === one.name)))
    await fetch(`${origin}/api/v1/providers/${id}`, { method: 'DELETE', headers });
  for (const { host } of HOSTS) await host[Symbol.asyncDispose]();
});

describe.each(HOSTS)('a provider that does not speak OpenAI’s protocol: $label', (one) => {
  const { host, label, name, credential, model } = one;

  it('is added by its name, and tested', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/models?tab=providers');
      await page.getByRole('button', { name: 'Add a provider' }).click();
      const adding = page.getByRole('dialog', { name: 'Add a provider' });
      await adding.getByLabel('Host', { exact: true }).first().fill(label.slice(0, 6));
      await page.getByRole('option', { name: label }).click();
      expect(await adding.getByLabel('Name', { exact: true }).inputValue()).toBe(name);
      const url = adding.getByLabel('Base URL', { exact: true });
      expect(await url.inputValue()).toMatch(/^https:/);
      await url.fill(host.baseUrl);
      await adding.getByLabel('Credential', { exact: true }).fill(credential);
      expect(await adding.getByLabel('Organization').count()).toBe(0);
      await adding.getByRole('button', { name: 'Add the provider' }).click();
      const row = page.getByRole('list', { name: 'Providers' }).getByRole('listitem');
      const own = row.filter({ has: page.getByRole('link', { name, exact: true }) });
      await own.getByText(`${label} · `).waitFor();
      await own.getByRole('button', { name: 'Test' }).click();
      const test = page.getByRole('dialog', { name: `Test ${name}` });
      await test.getByLabel('Model', { exact: true }).fill(model);
      await test.getByRole('button', { name: 'Send the request' }).click();
      await test.getByText('It answered').waitFor();
    });
  });

  it('names its models on the Models page and in the playground', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/models?tab=models&range=1h');
      await settled(page);
      await page.getByRole('row', { name: new RegExp(`${name}/${model}`) }).waitFor();
      await page.goto('/playground');
      const field = page.getByLabel('Model of column 1').first();
      await field.fill(model);
      await page.getByRole('option', { name: `${name}/${model}` }).waitFor();
    });
  });

  it('answers in the playground, and its trace reads like any other', async () => {
    await withPage({ as: owner, width: 1440 }, async ({ page }) => {
      await page.goto('/playground');
      await page.getByLabel('Model of column 1').first().fill(`${name}/${model}`);
      await page.keyboard.press('Escape');
      await page.getByLabel('System prompt').fill('You work in a bicycle shop.');
      await page.getByLabel('Message 1', { exact: true }).fill('Say hello.');
      await page.keyboard.press('Control+Enter');
      const answer = page.getByRole('region', { name: 'Answer' });
      await answer.getByText('Grüße an dich').waitFor();
      await answer.getByRole('link', { name: 'Open the request' }).click();
      await page.waitForURL(/\/requests\?.*open=/);
      const panel = page.getByRole('complementary', { name: 'Request' });
      for (const text of ['You work in a bicycle shop.', 'Say hello.', 'Grüße an dich'])
        await panel.getByText(text).first().waitFor();
      await expectTokens(page);
      expect(host.refusals).toEqual([]);
    });
  });
});

/** What the host told of its usage. */
async function expectTokens(page: Page): Promise<void> {
  await page.getByRole('complementary', { name: 'Request' }).getByText('29').first().waitFor();
}
