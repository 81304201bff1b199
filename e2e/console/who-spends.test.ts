import { beforeAll, describe, inject, it } from 'vitest';
import { ask, stored } from './harness/ask.ts';
import { settled } from './harness/pages.ts';
import { call } from './harness/people.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
useBrowser();

const MODEL = 'lorem?tokens=10&seed=11';

/** A key of an application, with a name, and what it asked. */
async function keyWith(name: string, asked: readonly { user?: string; tags?: string }[]) {
  const made = await call({ console: origin }, '/api/v1/keys', { name }, owner);
  const { id, key } = (await made.json()) as { id: string; key: string };
  for (const { user, tags } of asked) {
    const answer = await ask(gateway, {
      text: 'What does it cost?',
      model: `sandbox/${MODEL}`,
      key,
      ...(user === undefined ? {} : { user }),
      headers: tags === undefined ? {} : { 'x-signalbox-tags': tags },
    });
    await stored(origin, answer);
  }
  return { id };
}

let shop: { readonly id: string };
beforeAll(async () => {
  const price = {
    provider: 'sandbox',
    model: MODEL,
    usd_per_million: { input: '0', output: '1000' },
  };
  await call({ console: origin }, '/api/v1/prices', price, owner);
  shop = await keyWith('spends-on-tyres', [{ user: 'tyre-lover' }, { user: 'tyre-lover' }, {}]);
});

describe('the keys page', () => {
  it('says what each key cost in the time range, which leads to its requests', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/keys?range=1h');
      await settled(page);
      const row = page.getByRole('row', { name: /spends-on-tyres/ });
      await row.getByText('$0.030').waitFor();
      await row.getByRole('link', { name: '$0.030' }).click();
      await page.waitForURL(new RegExp(`/traces\\?.*key=${shop.id}`));
      await page.getByText('3 requests match').waitFor();
      await page.goto('/keys?from=2020-01-01&to=2020-01-02');
      await settled(page);
      await row.getByText('$0', { exact: true }).waitFor();
    });
  });
});
