import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Upstream } from '../../harness/upstream.ts';
import { withKeyboard } from '../harness/keyboard.ts';
import { useBrowser } from '../harness/session.ts';

const { owner } = inject('shared');
let upstream: Upstream;
useBrowser();
beforeAll(async () => {
  upstream = await Upstream.start();
});
afterAll(async () => upstream?.[Symbol.asyncDispose]());

describe('providers, by keyboard only', () => {
  it('are added, tested, put in order, disabled and deleted', async () => {
    await withKeyboard({ as: owner }, async ({ page, keys }) => {
      await page.goto('/models?tab=providers');
      const list = page.getByRole('list', { name: 'Providers' });
      const names = () => list.locator('li a').allTextContents();
      const row = list.getByRole('listitem').filter({ hasText: 'bikes' });
      const button = (name: string) => row.getByRole('button', { name, exact: true });
      await list.getByText('sandbox', { exact: true }).waitFor();
      await keys.skipToContent();

      await keys.use(page.getByRole('button', { name: 'Add a provider' }));
      const adding = page.getByRole('dialog', { name: 'Add a provider' });
      await adding.waitFor();
      await keys.choose(adding.getByLabel('Host', { exact: true }), 'Groq');
      const field = (name: string) => adding.getByLabel(name, { exact: true });
      expect(await field('Name').inputValue()).toBe('groq');
      expect(await field('Base URL').inputValue()).toBe('https://api.groq.com/openai/v1');
      await keys.choose(adding.getByLabel('Host', { exact: true }), 'Another host');
      expect(await field('Base URL').inputValue()).toBe('');
      await keys.fill(field('Name'), 'bikes');
      await keys.fill(field('Base URL'), upstream.baseUrl);
      await keys.fill(field('Credential'), 'sk-of-the-shop');
      await keys.fill(field('Models'), 'gpt-test');
      await keys.press('Enter');
      await keys.fill(adding.getByLabel('Organization', { exact: true }), 'org-of-the-shop');
      await keys.use(adding.getByRole('button', { name: 'Add a header' }));
      await keys.fill(adding.getByLabel('Header', { exact: true }), 'x-shop');
      await keys.fill(adding.getByLabel('Value of x-shop'), 'hush-of-the-shop');
      await keys.use(adding.getByRole('button', { name: 'Add the provider' }));
      await row.getByText('with a credential').waitFor();
      expect(await page.content()).not.toMatch(/(sk|hush)-of-the-shop/);

      await keys.use(button('Test'));
      const test = page.getByRole('dialog', { name: 'Test bikes' });
      await test.waitFor();
      await keys.press('Enter');
      await test.getByText('It answered').waitFor();
      await keys.press('Escape');
      await test.waitFor({ state: 'detached' });

      const before = await names();
      await keys.use(button('Move bikes up'), 'back');
      await expect.poll(names).not.toEqual(before);
      const after = await names();
      expect(after.indexOf('bikes')).toBe(before.indexOf('bikes') - 1);

      await keys.use(button('Disable'));
      await row.getByText('disabled', { exact: true }).waitFor();
      expect(await button('Test').isDisabled()).toBe(true);
      await keys.use(button('Enable'));
      await row.getByText('disabled', { exact: true }).waitFor({ state: 'detached' });

      await keys.use(button('Delete…'));
      const deleting = page.getByRole('dialog', { name: 'Delete bikes' });
      await deleting.waitFor();
      await keys.type('bikes');
      await keys.press('Enter');
      await row.waitFor({ state: 'detached' });
      expect(await names()).toEqual(before.filter((name) => name !== 'bikes'));
    });
  });
});
