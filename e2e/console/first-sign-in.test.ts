import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { System } from '../harness/system.ts';
import { ownerLink, PASSWORD } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

let system: System;
useBrowser();
beforeAll(async () => {
  system = await System.start();
});
afterAll(async () => system?.[Symbol.asyncDispose]());

describe('the first start', () => {
  it('leaves a link by which somebody becomes the owner, once', async () => {
    const file = join(system.data, 'owner-link');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const link = ownerLink(system);
    expect(new URL(link).origin).toBe(system.console);

    await withPage({ origin: system.console }, async ({ page }) => {
      await page.goto(link);
      // By keyboard alone: the first field has the focus.
      await page.getByRole('heading', { name: 'Own this installation' }).waitFor();
      await page.keyboard.type('Ada Owner');
      await page.keyboard.press('Tab');
      await page.keyboard.type('ada@example.com');
      await page.keyboard.press('Tab');
      await page.keyboard.type(PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Signed in as Ada Owner' }).waitFor();
      expect(page.url()).not.toContain('token');
      // What a script could read of the session.
      expect(await page.evaluate(() => document.cookie)).toBe('');
    });
    expect(existsSync(file)).toBe(false);

    await withPage({ origin: system.console }, async ({ page }) => {
      await page.goto(link);
      await page.getByLabel('Name').fill('Eve');
      await page.getByLabel('E-mail').fill('eve@example.com');
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: 'Become its owner' }).click();
      await page.getByRole('alert').waitFor();
      expect(page.url()).toContain('/welcome');
    });
  });

  it('lets the owner sign in with the password, and nobody with another', async () => {
    await withPage({ origin: system.console }, async ({ page }) => {
      await page.goto('/settings?tab=audit');
      await page.waitForURL(/\/sign-in\?to=/);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      await page.keyboard.type('ada@example.com');
      await page.keyboard.press('Tab');
      await page.keyboard.type('not the password');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
      await page.keyboard.press('Enter');
      // Back to where they wanted to go.
      await page.getByRole('heading', { name: 'Settings: Audit' }).waitFor();
      await page.getByRole('button', { name: 'Signed in as Ada Owner' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).click();
      await page.waitForURL(/\/sign-in/);
      await page.goBack();
      await page.waitForURL(/\/sign-in/);
    });
  });
});
