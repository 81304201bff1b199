import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { launchBrowser } from './harness/browser-server.ts';
import { signInWithCookie } from './harness/cookie.ts';
import { addressOf, type ConsolePage, PAGES, settled } from './harness/pages.ts';
import { call, invite } from './harness/people.ts';
import { shopRecords } from './harness/shop.ts';
import { startWithHistory } from './harness/with-history.ts';

/**
 * `npm run screenshots`: every page in both themes, empty and full, into docs/images/console. `npm run screenshots -- traces`
 * takes only the pages whose name holds the word.
 */
const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'images', 'console');
const only = process.argv[2] ?? '';
if (only === '') rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });

const { system, owner } = await startWithHistory({ count: 6_000, hours: 30, records: shopRecords });
const server = await launchBrowser();
const browser = await chromium.connect(server.wsEndpoint());
try {
  await call(system, '/api/v1/projects', { name: 'blank' }, owner);
  await invite(system, owner, 'Mia Member', { role: 'member' });
  await invite(system, owner, 'Vic Viewer', { role: 'viewer' });
  const rows = await system.traces('&status=ok');
  const shown = rows.find(({ stream }) => stream === true) ?? rows[0];
  const known = { request: shown?.request_id ?? '', session: String(shown?.['session'] ?? '') };
  for (const scheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      baseURL: system.console,
      viewport: { width: 1440, height: 900 },
      colorScheme: scheme,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
    });
    const wanted = PAGES.filter(({ name }) => name.includes(only));
    for (const page of wanted.filter(({ seen }) => seen === 'signed-out'))
      await picture(context, page, scheme, true);
    await signInWithCookie(context, system.console, owner);
    for (const page of wanted.filter(({ seen }) => seen === 'empty-and-full'))
      await picture(context, page, scheme, false);
    for (const page of wanted.filter(({ seen }) => seen !== 'signed-out'))
      await picture(context, page, scheme, true);
    await context.close();
  }

  async function picture(
    context: BrowserContext,
    listed: ConsolePage,
    scheme: string,
    full: boolean,
  ): Promise<void> {
    const page = await context.newPage();
    await page.goto(addressOf(listed, full, known));
    await settled(page);
    const file = `${listed.name}-${scheme}-${full ? 'full' : 'empty'}.png`;
    await page.screenshot({ path: join(FOLDER, file) });
    await page.close();
    process.stdout.write(`${file}\n`);
  }
} finally {
  await browser.close();
  await server.close();
  await system[Symbol.asyncDispose]();
}
