import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BOOTSTRAP_KEY } from '../harness/system.ts';
import { ask, stored } from './harness/ask.ts';
import { settled } from './harness/pages.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
const USED = 'echo?seed=5';
useBrowser();

/** A host that names its models itself. */
let host: Server;
let providerId: string;
const management = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.ok).toBe(true);
  return response.json();
};
beforeAll(async () => {
  host = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data: [{ id: 'llama-70b' }, { id: 'gpt-oss' }] }));
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  const { port } = host.address() as AddressInfo;
  const made = await management('POST', '/providers', {
    name: 'lister',
    base_url: `http://127.0.0.1:${port}/v1`,
  });
  providerId = made.id;
  await stored(origin, await ask(gateway, { text: 'hello', model: `sandbox/${USED}` }));
});
afterAll(async () => {
  await management('DELETE', `/providers/${providerId}`);
  host.close();
});

describe('the models that are known', () => {
  it('are in the API: stored, named by their host, and used, with what they did', async () => {
    const { data, missing } = await management('GET', '/models');
    const of = (id: string) => data.find((model: { id: string }) => model.id === id);
    expect(of('lister/llama-70b')).toMatchObject({
      sources: ['live'],
      price: null,
      usage: { requests: 0, cost_usd: null },
    });
    expect(of('sandbox/echo').sources).toContain('stored');
    expect(of(`sandbox/${USED}`)).toMatchObject({
      sources: ['used'],
      usage: { requests: 1, errors: 0 },
    });
    expect(of(`sandbox/${USED}`).usage.total_ms.p50).toBeGreaterThan(0);
    // Providers of other files may stand here too, and answer nobody.
    const named = missing.map(({ provider }: { provider: string | null }) => provider);
    expect(named).not.toContain(null);
    expect(named).not.toContain('lister');
    const lists = await management('GET', '/models?sources=stored');
    expect(of('sandbox/echo').id).toBe(lists.data[0].id);
    expect(lists.data.every(({ usage }: { usage: unknown }) => usage === null)).toBe(true);
  });

  it('are on the Models page and in the filter', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/models?tab=models&range=1h');
      await settled(page);
      await page.getByRole('row', { name: /lister\/gpt-oss.*by its host/ }).waitFor();
      const used = page.getByRole('row', { name: /sandbox\/echo\?seed=5/ });
      await used.click();
      await page.getByRole('link', { name: 'Its requests' }).click();
      await page.getByText('1 request match').waitFor();
      // One that no request came to can be asked for too.
      await page.goto('/requests?range=1h');
      await settled(page);
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('option', { name: 'Model', exact: true }).click();
      await page.getByRole('option', { name: /^gpt-oss/ }).waitFor();
    });
  });

  it('all stand in the Playground’s field, which finds by words and stays empty when emptied', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/playground');
      const field = page.getByLabel('Model of column 1').first();
      await page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('[aria-label="Model of column 1"]')?.value,
      );
      await field.click();
      for (const id of ['lister/gpt-oss', 'sandbox/echo', 'sandbox/lorem'])
        await page.getByRole('option', { name: id, exact: true }).waitFor();
      await field.fill('70b LISTER');
      await page.getByRole('option', { name: 'lister/llama-70b' }).waitFor();
      expect(await page.getByRole('option').count()).toBe(1);
      await field.fill('');
      await page.getByRole('option', { name: 'sandbox/lorem', exact: true }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByLabel('System prompt').click();
      expect(await field.inputValue()).toBe('');
      await page.reload();
      await settled(page);
      expect(await field.inputValue()).toBe('');
    });
  });
});
