import { describe, expect, inject, it } from 'vitest';
import { PASSWORD } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, console: origin } = inject('shared');
useBrowser();

describe('after signing in', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    'javascript:alert(document.domain)',
  ])('nobody is sent to %j', async (to) => {
    await withPage({}, async ({ page }) => {
      await page.goto(`/sign-in?${new URLSearchParams({ to })}`);
      await page.getByLabel('E-mail').fill(owner.email);
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: `Signed in as ${owner.name}` }).waitFor();
      expect(new URL(page.url()).origin).toBe(origin);
    });
  });

  it('somebody who is signed in already goes on to a page of this host only', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/sign-in?to=//evil.example/');
      await page.getByRole('button', { name: `Signed in as ${owner.name}` }).waitFor();
      expect(new URL(page.url()).origin).toBe(origin);
    });
  });
});
