import OpenAI from 'openai';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { System } from '../harness/system.ts';
import { grewBetween, growthOf, watchAnswers } from './harness/growth.ts';
import { ownerLink, PASSWORD } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';
import { UntilRefused } from './harness/until-refused.ts';

const MODEL = 'local/smollm2-135m';
const QUESTIONS = ['Tell me a long story about a signal box.', 'Tell me a long story about rain.'];
let system: System;
useBrowser();
beforeAll(async () => {
  system = await System.start({ args: [] });
});
afterAll(async () => system?.[Symbol.asyncDispose]());

describe('the first day', { timeout: 240_000 }, () => {
  it('from the first sign-in to a key that is revoked', async ({ annotate }) => {
    await withPage({ origin: system.console, width: 1440 }, async ({ page }) => {
      await signInByLink(page);
      const key = await makeKey(page, 'story-app');
      const client = new OpenAI({
        apiKey: key,
        baseURL: `${system.gateway}/v1`,
        // The engine installs itself meanwhile; the client does what it is told: 503 with retry-after.
        maxRetries: 8,
        timeout: 180_000,
      });
      await go(page, 'Requests');
      await page.getByText('No requests in this time range').waitFor();
      const answer = await client.chat.completions.create({
        model: MODEL,
        messages: [{ role: 'user', content: 'What is the capital of France?' }],
        temperature: 0,
      });
      expect(answer.choices[0]?.message.content).toContain('Paris');
      // It shows by itself, where it was waited for.
      await page.getByRole('row', { name: /What is the capital of France/ }).waitFor();

      const growth = await askSideBySide(page);
      await annotate(`the columns grew in the order ${growth.join('')}`);
      const link = await shareTrace(page);
      const invitation = await inviteViewer(page);
      await lookAsViewer(invitation, link);
      const { ms, answered } = await revoke(page, key);
      await annotate(`401 came ${ms} ms after the click, after ${answered} answers`);
      expect(ms).toBeLessThan(1000);
    });
  });
});

async function signInByLink(page: Page): Promise<void> {
  await page.goto(ownerLink(system));
  await page.getByLabel('Name').fill('Ada Owner');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Become its owner' }).click();
  await page.getByRole('button', { name: 'Signed in as Ada Owner' }).waitFor();
}

async function makeKey(page: Page, name: string): Promise<string> {
  await go(page, 'Keys');
  await page.getByRole('button', { name: 'Create a key' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'Create the key' }).click();
  await page.getByRole('button', { name: 'Copy the key' }).click();
  const key = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'I have kept the key' }).click();
  return key;
}

/** Two columns with the model on this machine, which stream at the same time. */
async function askSideBySide(page: Page): Promise<readonly number[]> {
  await go(page, 'Playground');
  const column = (place: number) =>
    page.getByRole('region', { name: new RegExp(`^Column ${place}:`) });
  await page.getByLabel('Model of column 1').first().fill(MODEL);
  await page.keyboard.press('Escape');
  await column(1)
    .getByText(/^Parameters, tools/)
    .click();
  await column(1).getByLabel('Max tokens').fill('100');
  await page.getByRole('button', { name: 'Duplicate column 1' }).click();
  for (const [index, question] of QUESTIONS.entries())
    await column(index + 1)
      .getByLabel('Message 1', { exact: true })
      .fill(question);
  await watchAnswers(page);
  await page.getByRole('button', { name: 'Run all 2' }).click();

  const answers = page.getByRole('region', { name: 'Answer' });
  for (const index of [0, 1]) {
    const answer = answers.nth(index);
    await answer.getByRole('button', { name: 'Continue from here' }).waitFor({ timeout: 120_000 });
    await expect.poll(() => answer.textContent(), { timeout: 30_000 }).toMatch(/Cost\s*\$0/);
    expect(await answer.textContent()).toMatch(/TTFT\s*\d[\d.]* m?s/);
  }
  const growth = await growthOf(page);
  expect(grewBetween(growth, 0, 1)).toBeGreaterThan(10);
  expect(grewBetween(growth, 1, 0)).toBeGreaterThan(10);

  // The one is clicked, the other one's link is opened as it is.
  const links = answers.getByRole('link', { name: 'Open the request' });
  const other = await links.nth(1).getAttribute('href');
  const panel = page.getByRole('complementary', { name: 'Request' });
  await links.nth(0).click();
  await panel.getByText(QUESTIONS[0]!).first().waitFor();
  await page.goto(other ?? '');
  await panel.getByText(QUESTIONS[1]!).first().waitFor();
  return growth;
}

/** Finds the trace of the second question by filters, opens it, and copies a link to it. */
async function shareTrace(page: Page): Promise<string> {
  await go(page, 'Requests');
  for (const [dimension, value] of [
    ['Model', 'smollm2-135m'],
    ['Tag', 'playground'],
  ] as const) {
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('option', { name: dimension, exact: true }).click();
    await page.getByRole('option', { name: new RegExp(`^${value}`) }).click();
    await page.getByRole('button', { name: `Remove ${dimension} is ${value}` }).waitFor();
  }
  const rows = page.locator('[role=row][data-index]');
  await expect.poll(() => rows.count()).toBe(2);
  await rows.filter({ hasText: QUESTIONS[1]! }).click();
  const panel = page.getByRole('complementary', { name: 'Request' });
  await panel.getByText(QUESTIONS[1]!).first().waitFor();
  await panel.getByRole('button', { name: 'Copy a link to this request' }).click();
  await panel.getByRole('button', { name: 'Copied' }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function inviteViewer(page: Page): Promise<string> {
  await go(page, 'Settings');
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Invite a person' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill('vera@example.com');
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'viewer' }).click();
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  await dialog.getByRole('button', { name: 'Copy the link' }).click();
  await dialog.getByRole('button', { name: 'Copied' }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole('button', { name: 'Done' }).click();
  return link;
}

/** Accepts the invitation, and opens the link that was shared: metadata only, and nothing else was ever sent. */
async function lookAsViewer(invitation: string, link: string): Promise<void> {
  await withPage({ origin: system.console }, async ({ page }) => {
    const bodies: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/api/')) bodies.push(response.text().catch(() => ''));
    });
    await page.goto(invitation);
    await page.getByLabel('Name').fill('Vera Viewer');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Accept and sign in' }).click();
    await page.getByRole('button', { name: 'Signed in as Vera Viewer' }).waitFor();
    await page.goto(link);
    await page.getByText('You see metadata only').waitFor();
    await page.getByRole('tab', { name: 'Details' }).click();
    await page.getByText('smollm2-135m').first().waitFor();
    expect(await page.content()).not.toContain('about rain');
    expect((await Promise.all(bodies)).join('\n')).not.toContain('about rain');
  });
}

/** From the click that revokes the key to the first 401 of a client that calls all the time. */
async function revoke(page: Page, apiKey: string): Promise<{ ms: number; answered: number }> {
  const client = new OpenAI({ apiKey, baseURL: `${system.gateway}/v1`, maxRetries: 0 });
  await go(page, 'Keys');
  await page.getByRole('row', { name: /story-app/ }).click();
  await page.getByRole('button', { name: 'Revoke…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Revoke story-app' });
  await dialog.getByRole('textbox').fill('story-app');
  await page.evaluate(() => {
    const note = () => Reflect.set(globalThis, 'clickedAt', Date.now());
    addEventListener('click', note, { capture: true, once: true });
  });
  const question = { role: 'user' as const, content: 'Still there?' };
  const calls = new UntilRefused(client, { model: 'sandbox/echo', messages: [question] });
  await calls.running;
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  const refusedAt = await calls.refusedAt;
  const clickedAt = await page.evaluate(() => Number(Reflect.get(globalThis, 'clickedAt')));
  await page.getByText('In force on').waitFor();
  // For good, not for a moment.
  for (let again = 0; again < 20; again += 1)
    await expect(
      client.chat.completions.create({ model: 'sandbox/echo', messages: [question] }),
    ).rejects.toMatchObject({ status: 401 });
  return { ms: refusedAt - clickedAt, answered: calls.answered };
}

async function go(page: Page, name: string): Promise<void> {
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: new RegExp(`^${name}`) }).waitFor();
}
