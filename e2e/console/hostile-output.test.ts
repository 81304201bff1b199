import { beforeAll, describe, inject, it } from 'vitest';
import { BOOTSTRAP_KEY, until } from '../harness/system.ts';
import { expectInert, HOSTILE } from './harness/hostile.ts';
import { useBrowser, withPage } from './harness/session.ts';

const { owner, gateway, console: origin } = inject('shared');
useBrowser();

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
    const found = await fetch(`${origin}/api/v1/requests/${requestId}`, {
      headers: { authorization: `Bearer ${BOOTSTRAP_KEY}` },
    });
    return found.ok;
  });
});

// What is asked of another host, or breaks the policy, fails in withPage.
describe('what a model wrote', () => {
  it.each([
    ['in a trace', () => `/requests/${requestId}`],
    ['in the raw bodies', () => `/requests/${requestId}?tab=raw`],
    ['in its details', () => `/requests/${requestId}?tab=details`],
    ['beside the list', () => `/requests?open=${requestId}`],
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
});
