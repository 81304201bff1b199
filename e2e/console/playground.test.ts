import { describe, expect, inject, it } from 'vitest';
import { BOOTSTRAP_KEY, until } from '../harness/system.ts';
import { expectInert, HOSTILE } from './harness/hostile.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, member, viewer } = inject('shared');
useBrowser();

describe('the playground', () => {
  it('streams two models side by side, and each answer leads to its trace', async () => {
    await withPage({ as: member, width: 1440 }, async ({ page }) => {
      await page.goto('/playground');
      const model = (column: number) => page.getByLabel(`Model of column ${column}`).first();
      await model(1).fill('sandbox/lorem?tps=40&tokens=240');
      await page.keyboard.press('Escape');
      await page.getByLabel('Message 1', { exact: true }).fill('Tell me about gravel tyres.');
      await page.getByRole('button', { name: 'Duplicate column 1' }).click();
      await model(2).fill('sandbox/lorem?tps=20&tokens=120&seed=7');
      await page.keyboard.press('Escape');
      // Both at once, by keyboard.
      await page.keyboard.press('Control+Enter');
      const answers = page.getByRole('region', { name: 'Answer' });
      await answers.nth(1).waitFor();
      // Both grow while both still come.
      await answers.nth(0).locator('p').first().waitFor();
      await answers.nth(1).locator('p').first().waitFor();
      const early = await Promise.all([0, 1].map((n) => answers.nth(n).textContent()));
      await page.waitForFunction(
        (lengths) =>
          [...document.querySelectorAll('[aria-label="Answer"][aria-busy="true"]')].filter(
            ({ textContent }, n) => textContent.length > (lengths[n] ?? 0),
          ).length === 2,
        early.map((text) => text?.length ?? 0),
      );
      await page.waitForFunction(
        () => document.querySelectorAll('[aria-label="Answer"][aria-busy="false"]').length === 2,
      );
      const link = answers.nth(0).getByRole('link', { name: 'Open the request' });
      await link.click();
      await page.waitForURL(/\/requests\?.*open=/);
      const panel = page.getByRole('complementary', { name: 'Request' });
      await panel.getByText('Tell me about gravel tyres.').first().waitFor();
    });
  });

  it('is inert while it streams into the playground', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/playground');
      await page.getByLabel('Model of column 1').first().fill('sandbox/echo');
      await page.keyboard.press('Escape');
      await page.getByLabel('Message 1', { exact: true }).fill(HOSTILE);
      await page.keyboard.press('Control+Enter');
      const answer = page.getByRole('region', { name: 'Answer' });
      await answer.getByText('Open the request').waitFor();
      await answer
        .getByText(/onerror/)
        .first()
        .waitFor();
      await expectInert(page);
    });
  });

  it('opens a trace with everything filled in', async () => {
    const id = inject('shared').requestIds[0];
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(`/playground?request=${id}`);
      await page.getByText('Which tyre fits a 28 inch gravel wheel?').first().waitFor();
      expect(await page.getByLabel('System prompt').inputValue()).toContain('bicycle shop');
      expect(await page.getByLabel('Model of column 1').first().inputValue()).toBe('sandbox/echo');
    });
  });

  it('tries again what a client of another protocol sent, and says what it leaves out', async () => {
    const { gateway, console: api } = inject('shared');
    const sent = {
      model: 'sandbox/echo',
      max_tokens: 77,
      system: 'You mend bells.',
      metadata: { user_id: 'u1' },
      messages: [{ role: 'user', content: 'Does this bell ring?' }],
    };
    const key = { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' };
    const answer = await fetch(`${gateway}/v1/messages`, {
      method: 'POST',
      headers: { ...key, 'anthropic-version': '2023-06-01' },
      body: JSON.stringify(sent),
    });
    const id = answer.headers.get('x-request-id');
    await until(20, 'the request to be ingested', async () => {
      const found = await fetch(`${api}/api/v1/requests/${id}`, { headers: key });
      return found.status === 200;
    });
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(`/requests/${id}`);
      await page.getByRole('button', { name: 'Copy as curl' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      const command = await page.evaluate(() => navigator.clipboard.readText());
      expect(command).toContain('/v1/messages');
      expect(command).toContain('-H "x-api-key: $SIGNALBOX_API_KEY"');
      expect(command).toContain(`--data-raw '${JSON.stringify(sent)}'`);
      await page.getByRole('link', { name: 'Open in the playground' }).click();
      await page.getByText('has no place for it: metadata.').waitFor();
      expect(await page.getByLabel('System prompt').inputValue()).toBe(sent.system);
      expect(await page.getByLabel('Message 1', { exact: true }).inputValue()).toBe(
        'Does this bell ring?',
      );
      expect(await page.getByLabel('Model of column 1').first().inputValue()).toBe('sandbox/echo');
    });
  });

  it('is not there for somebody who may not call models', async () => {
    await withPage({ as: viewer }, async ({ page }) => {
      await page.goto('/requests');
      await page.getByRole('link', { name: 'Requests' }).waitFor();
      expect(await page.getByRole('link', { name: 'Playground' }).count()).toBe(0);
    });
  });
});
