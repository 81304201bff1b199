import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { System } from '../harness/system.ts';
import { becomeOwner, type Person } from './harness/people.ts';
import { CONVERSATIONS, seed } from './harness/seed.ts';
import { useBrowser, withPage } from './harness/session.ts';
import { hang, keepEnded, slow } from './harness/trouble.ts';

/** Within this a page has to say what is wrong. */
const SAID_MS = 12_000;

let system: System;
let owner: Person;
useBrowser();
beforeAll(async () => {
  system = await System.start();
  owner = await becomeOwner(system);
  await seed(system);
});
afterAll(async () => system?.[Symbol.asyncDispose]());

const banner = (page: Page) => page.getByRole('status', { name: 'What does not answer' });
const requests = (page: Page) => page.locator('[data-stat]').first();
const open = (use: (page: Page) => Promise<void>) =>
  withPage({ as: owner, origin: system.console }, ({ page }) => use(page));

async function says(page: Page, words: RegExp): Promise<void> {
  await banner(page).filter({ hasText: words }).waitFor({ timeout: SAID_MS });
}

/** Nothing claims that there is nothing, and no number is 0 that is not known. */
async function claimsNothing(page: Page): Promise<void> {
  const text = await page.locator('main').innerText();
  expect(text).not.toMatch(/Nothing in this time range|No requests? in this time range/);
  expect(text).not.toMatch(/No request (matches|here)|Nothing stands out|none named|measuring/);
  // A price of $0 is one that is known.
  expect(text).not.toMatch(/^0%?$/m);
}

describe.each([
  ['hangs', hang],
  ['is ended as often as it starts', keepEnded],
] as const)('where telemetry %s', (_, make) => {
  it.each(['/overview', '/requests', '/sessions', '/spend'])(
    '%s says so, claims nothing, and is there again without a reload',
    async (path) => {
      await open(async (page) => {
        {
          using _trouble = make(system);
          await page.goto(path);
          await says(page, /Telemetry does not answer since \d\d:\d\d:\d\d/);
          await page.getByRole('alert').first().waitFor({ timeout: SAID_MS });
          await claimsNothing(page);
        }
        const shown =
          path === '/overview'
            ? requests(page).filter({ hasText: new RegExp(`^${CONVERSATIONS}$`) })
            : page.getByRole('grid').getByRole('row').nth(1);
        await shown.waitFor({ timeout: 60_000 });
        await banner(page).getByRole('listitem').first().waitFor({ state: 'detached' });
      });
    },
  );
});

describe('where telemetry hangs', () => {
  it('what does not need it is there, however many pages that do were opened before', async () => {
    await open(async (page) => {
      await page.goto('/keys');
      await page.getByRole('button', { name: 'Create a key' }).first().waitFor();
      using _trouble = hang(system);
      const rail = page.getByRole('navigation', { name: 'Pages' });
      for (const name of ['Overview', 'Requests', 'Sessions', 'Overview', 'Requests', 'Models'])
        await rail.getByRole('link', { name, exact: true }).click();
      await page.getByRole('link', { name: 'sandbox' }).waitFor({ timeout: SAID_MS });
      await page.goto('/settings?tab=members');
      await page.getByText(owner.email).first().waitFor({ timeout: SAID_MS });
      await rail.getByRole('link', { name: 'Keys', exact: true }).click();
      await page.getByRole('button', { name: 'Create a key' }).first().click();
      await page.getByLabel('Name').fill('while-it-hangs');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'The key while-it-hangs' }).waitFor();
    });
  });
});

describe('what was known when telemetry began to hang', () => {
  it('stays, dimmed and with its time, and goes when it is back; another question gets none of it', async () => {
    await open(async (page) => {
      await page.goto('/overview');
      const all = requests(page).filter({ hasText: new RegExp(`^${CONVERSATIONS}$`) });
      const dimmed = page.locator('[data-stale]').filter({ has: page.locator('[data-stat]') });
      const note = page.getByRole('status').filter({ hasText: /Dimmed, as it was at \d\d:/ });
      await all.waitFor();
      {
        using _trouble = hang(system);
        // The range moves with the clock, which makes it another question to the API and none to the reader.
        await page.getByRole('button', { name: 'Read again', exact: true }).click();
        await note.waitFor({ timeout: SAID_MS });
        await all.waitFor();
        expect(await dimmed.count()).toBeGreaterThan(0);
        await page.getByRole('button', { name: 'Read again', exact: true }).click();
        await page.waitForTimeout(1_000);
        await all.waitFor();
        await page.goto('/overview?range=7d');
        await page.getByRole('alert').first().waitFor({ timeout: SAID_MS });
        expect(await requests(page).innerText()).toBe('–');
        await claimsNothing(page);
      }
      await all.waitFor({ timeout: 60_000 });
      await note.waitFor({ state: 'detached' });
      await dimmed.first().waitFor({ state: 'detached' });
    });
  });

  it('is not taken for nothing on the pages of models, a session and a trace', async () => {
    await open(async (page) => {
      await page.goto('/sessions');
      await page.getByRole('grid').getByRole('row').nth(1).waitFor();
      using _trouble = hang(system);
      for (const path of ['/models?tab=models', '/sessions/visit-1', '/models']) {
        await page.goto(path);
        await says(page, /Telemetry does not answer/);
        await page.waitForTimeout(1_000);
        await claimsNothing(page);
      }
    });
  });
});

describe('where telemetry is slow', () => {
  it('the page says that it waits, and has its numbers in the end', async () => {
    await open(async (page) => {
      using _trouble = slow(system);
      await page.goto('/overview');
      await says(page, /slow|does not answer/);
      await requests(page)
        .filter({ hasText: new RegExp(`^${CONVERSATIONS}$`) })
        .waitFor({ timeout: 60_000 });
    });
  });
});
